package io.acequia.elasticsearch.sink.client;

import io.acequia.commons.tls.StoreFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Whom we trust and who we are.
 *
 * @param authority certificates in PEM that are trusted
 * @param trustStore instead of {@code authority}; neither: what the JVM trusts
 * @param keyStore our own certificate and key, where the cluster asks for them
 * @param verifiesHost whether a certificate must name the host that was asked for
 */
public record TlsSettings(
    @Nullable Path authority,
    @Nullable StoreFile trustStore,
    @Nullable StoreFile keyStore,
    boolean verifiesHost) {

  /**
   * The context for connections.
   *
   * @throws IllegalArgumentException naming the file that cannot be used
   */
  SSLContext context() {
    try {
      return StoreFile.context(trusted(), keyStore, null);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "the files for TLS cannot be used: "
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private @Nullable KeyStore trusted() throws GeneralSecurityException, IOException {
    if (trustStore != null) {
      return trustStore.open();
    }
    if (authority == null) {
      return null;
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + number++, one);
      }
      if (number == 0) {
        throw new IOException(authority + " has no certificate");
      }
    }
    return store;
  }
}
