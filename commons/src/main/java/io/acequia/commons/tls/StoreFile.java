package io.acequia.commons.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * A file of certificates or keys.
 *
 * @param type {@code JKS} or {@code PKCS12}
 * @param password {@code null} for a file without one
 */
public record StoreFile(Path file, String type, @Nullable Password password) {

  /** What is in the file. */
  public KeyStore open() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(type);
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, chars(password));
    }
    return store;
  }

  /**
   * A context for a client's connections.
   *
   * @param trusted whom we trust; {@code null}: whom the JVM trusts
   * @param own our certificate and its key; {@code null} for none
   * @param keyPassword of that key; {@code null}: that of its file
   */
  public static SSLContext context(
      @Nullable KeyStore trusted, @Nullable StoreFile own, @Nullable Password keyPassword)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    if (own != null) {
      keys.init(own.open(), chars(keyPassword == null ? own.password : keyPassword));
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static char @Nullable [] chars(@Nullable Password password) {
    return password == null ? null : password.value().toCharArray();
  }
}
