package io.acequia.schema.registry.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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
    @Nullable Store trustStore, @Nullable Store keyStore, @Nullable Password keyPassword) {

  /**
   * One file.
   *
   * @param type {@code JKS}, {@code PKCS12}
   */
  public record Store(Path file, String type, @Nullable Password password) {

    private KeyStore open() throws GeneralSecurityException, IOException {
      KeyStore store = KeyStore.getInstance(type);
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, chars(password));
      }
      return store;
    }
  }

  /**
   * A context with what the stores have.
   *
   * @throws ConfigException if one cannot be read
   */
  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trustStore == null ? null : trustStore.open());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      if (keyStore != null) {
        keys.init(keyStore.open(), chars(keyPassword == null ? keyStore.password : keyPassword));
      }
      context.init(keyStore == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      ConfigException wrong =
          new ConfigException(
              "the stores of certificates for the schema registry cannot be read: "
                  + e.getMessage());
      wrong.initCause(e);
      throw wrong;
    }
  }

  private static char @Nullable [] chars(@Nullable Password password) {
    return password == null ? null : password.value().toCharArray();
  }
}
