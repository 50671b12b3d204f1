package io.acequia.schema.registry.client;

import io.acequia.commons.tls.StoreFile;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Stores of certificates and keys.
 *
 * @param trustStore null: the JVM's own
 * @param keyStore null: no certificate of ours
 * @param keyPassword of the key in it; null: the store's
 */
public record TlsFiles(
    @Nullable StoreFile trustStore, @Nullable StoreFile keyStore, @Nullable Password keyPassword) {

  /**
   * A context with what the stores have.
   *
   * @throws ConfigException if one cannot be read
   */
  SSLContext context() {
    try {
      return StoreFile.context(
          trustStore == null ? null : trustStore.open(), keyStore, keyPassword);
    } catch (GeneralSecurityException | IOException e) {
      ConfigException wrong =
          new ConfigException(
              "the stores of certificates for the schema registry cannot be read: "
                  + e.getMessage());
      wrong.initCause(e);
      throw wrong;
    }
  }
}
