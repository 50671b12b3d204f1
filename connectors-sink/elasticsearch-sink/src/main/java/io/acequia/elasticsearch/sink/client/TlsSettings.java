package io.acequia.elasticsearch.sink.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom we trust and who we are.
 *
 * @param authority certificates in PEM that are trusted
 * @param trustStore JKS or PKCS12, instead of {@code authority}; neither: what the JVM trusts
 * @param keyStore our own certificate and key, where the cluster asks for them
 * @param verifiesHost whether a certificate must name the host that was asked for
 */
public record TlsSettings(
    @Nullable Path authority,
    @Nullable Store trustStore,
    @Nullable Store keyStore,
    boolean verifiesHost) {

  /** A file of keys or certificates. */
  public record Store(Path file, @Nullable String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return file.toString();
    }

    private KeyStore load() throws GeneralSecurityException, IOException {
      char[] secret = password == null ? null : password.toCharArray();
      String name = file.toString().toLowerCase(Locale.ROOT);
      KeyStore store = KeyStore.getInstance(name.endsWith(".jks") ? "JKS" : "PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, secret);
      }
      return store;
    }
  }

  /**
   * The context for connections.
   *
   * @throws IllegalArgumentException naming the file that cannot be used
   */
  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManagerFactory keys = null;
      if (keyStore != null) {
        keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        String password = keyStore.password();
        keys.init(keyStore.load(), password == null ? null : password.toCharArray());
      }
      TrustManagerFactory trust = null;
      KeyStore trusted = trusted();
      if (trusted != null) {
        trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
      }
      context.init(
          keys == null ? null : keys.getKeyManagers(),
          trust == null ? null : trust.getTrustManagers(),
          null);
      return context;
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
      return trustStore.load();
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
