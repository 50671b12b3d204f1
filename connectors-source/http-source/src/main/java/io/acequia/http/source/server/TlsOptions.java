package io.acequia.http.source.server;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.ConfigProblems;
import io.acequia.commons.config.Validators;
import io.acequia.commons.tls.StoreFile;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** TLS of the listener, from PEM files or from PKCS12 stores; mutual TLS with a trust store. */
public record TlsOptions(
    @Nullable String certificate,
    @Nullable String key,
    @Nullable String keystore,
    @Nullable Password keystorePassword,
    @Nullable String truststore,
    @Nullable Password truststorePassword,
    ClientAuth clientAuth,
    List<String> protocols) {

  private static final String CERTIFICATE = "http.ingest.tls.certificate.path";
  private static final String KEY = "http.ingest.tls.key.path";
  private static final String KEYSTORE = "http.ingest.tls.keystore.path";
  private static final String KEYSTORE_PASSWORD = "http.ingest.tls.keystore.password";
  private static final String TRUSTSTORE = "http.ingest.tls.truststore.path";
  private static final String TRUSTSTORE_PASSWORD = "http.ingest.tls.truststore.password";
  private static final String CLIENT_AUTH = "http.ingest.tls.client.auth";
  private static final String PROTOCOLS = "http.ingest.tls.protocols";

  /** Whether clients must show a certificate. */
  private enum Clients {
    NONE,
    REQUEST,
    REQUIRED
  }

  public static void addTo(ConfigDef def) {
    ConfigGroup group = ConfigGroup.in(def, "TLS");
    path(group, CERTIFICATE, "The listener's certificate, with its chain, in PEM.");
    path(group, KEY, "The certificate's private key, in PEM (PKCS8), not encrypted.");
    path(group, KEYSTORE, "Instead of PEM: a PKCS12 store with certificate and private key.");
    password(group, KEYSTORE_PASSWORD, "The password of the store.");
    path(
        group,
        TRUSTSTORE,
        "For mutual TLS: the authorities that issue clients' certificates, in PEM, or a PKCS12"
            + " store if the name ends in .p12 or .pfx.");
    password(group, TRUSTSTORE_PASSWORD, "The password of the PKCS12 trust store.");
    group
        .optional(
            CLIENT_AUTH,
            Type.STRING,
            "none",
            Validators.oneOf(Clients.class),
            Importance.MEDIUM,
            Width.SHORT,
            "Whether clients show a certificate: none, request (checked if shown) or required. It"
                + " comes on top of API keys, not in their place.")
        .optional(
            PROTOCOLS,
            Type.LIST,
            "TLSv1.3,TLSv1.2",
            Validators.each(ConfigDef.ValidString.in("TLSv1.3", "TLSv1.2")),
            Importance.LOW,
            Width.SHORT,
            "The versions of TLS that are spoken.");
  }

  private static void path(ConfigGroup group, String key, String doc) {
    group.optional(key, Type.STRING, null, null, Importance.MEDIUM, Width.LONG, doc);
  }

  private static void password(ConfigGroup group, String key, String doc) {
    group.optional(key, Type.PASSWORD, null, null, Importance.MEDIUM, Width.MEDIUM, doc);
  }

  public static TlsOptions from(AbstractConfig config) {
    Clients clients = Validators.parse(Clients.class, config.getString(CLIENT_AUTH));
    return new TlsOptions(
        config.getString(CERTIFICATE),
        config.getString(KEY),
        config.getString(KEYSTORE),
        config.getPassword(KEYSTORE_PASSWORD),
        config.getString(TRUSTSTORE),
        config.getPassword(TRUSTSTORE_PASSWORD),
        switch (clients) {
          case NONE -> ClientAuth.NONE;
          case REQUEST -> ClientAuth.REQUEST;
          case REQUIRED -> ClientAuth.REQUIRED;
        },
        config.getList(PROTOCOLS));
  }

  /** Reports what only several keys together can have wrong. */
  public static void check(AbstractConfig config, ConfigProblems problems) {
    TlsOptions tls = from(config);
    if (tls.certificate != null && tls.keystore != null) {
      problems.add(KEYSTORE, KEYSTORE + " and " + CERTIFICATE + " exclude each other");
    }
    if ((tls.certificate == null) != (tls.key == null)) {
      problems.add(
          tls.key == null ? KEY : CERTIFICATE, CERTIFICATE + " and " + KEY + " belong together");
    }
    if (tls.keystore != null && tls.keystorePassword == null) {
      problems.add(KEYSTORE_PASSWORD, KEYSTORE_PASSWORD + " is needed by " + KEYSTORE);
    }
    if (tls.clientAuth != ClientAuth.NONE && tls.truststore == null) {
      problems.add(TRUSTSTORE, TRUSTSTORE + " is needed by " + CLIENT_AUTH);
    }
    if (tls.clientAuth != ClientAuth.NONE && !tls.isEnabled()) {
      problems.add(CLIENT_AUTH, CLIENT_AUTH + " needs a certificate of the listener's own");
    }
  }

  /** Looks whether the files are there on this worker. */
  public static void checkFiles(AbstractConfig config, ConfigProblems problems) {
    for (String key : List.of(CERTIFICATE, KEY, KEYSTORE, TRUSTSTORE)) {
      String path = config.getString(key);
      if (path != null && !Files.isReadable(Path.of(path))) {
        problems.add(key, key + ": there is no readable file " + path + " on this worker");
      }
    }
    checkStore(config, KEYSTORE, KEYSTORE_PASSWORD, problems);
    String trusted = config.getString(TRUSTSTORE);
    if (trusted != null && isPkcs12(trusted)) {
      checkStore(config, TRUSTSTORE, TRUSTSTORE_PASSWORD, problems);
    }
  }

  private static void checkStore(
      AbstractConfig config, String key, String passwordKey, ConfigProblems problems) {
    String path = config.getString(key);
    if (path == null || problems.has(key)) {
      return;
    }
    try {
      new StoreFile(Path.of(path), "PKCS12", config.getPassword(passwordKey)).open();
    } catch (IOException | GeneralSecurityException e) {
      problems.add(key, key + ": cannot be opened with " + passwordKey + ": " + e.getMessage());
    }
  }

  private static boolean isPkcs12(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".p12") || name.endsWith(".pfx");
  }

  public boolean isEnabled() {
    return certificate != null || keystore != null;
  }

  void applyTo(HttpServerOptions http) {
    if (!isEnabled()) {
      return;
    }
    http.setSsl(true)
        .setKeyCertOptions(keyCert())
        .setClientAuth(clientAuth)
        .setEnabledSecureTransportProtocols(new LinkedHashSet<>(protocols));
    if (truststore != null) {
      http.setTrustOptions(trust(truststore));
    }
  }

  private KeyCertOptions keyCert() {
    return keystore == null
        ? new PemKeyCertOptions().setCertPath(certificate).setKeyPath(key)
        : new PfxOptions().setPath(keystore).setPassword(value(keystorePassword));
  }

  private TrustOptions trust(String path) {
    return isPkcs12(path)
        ? new PfxOptions().setPath(path).setPassword(value(truststorePassword))
        : new PemTrustOptions().addCertPath(path);
  }

  private static @Nullable String value(@Nullable Password password) {
    return password == null ? null : password.value();
  }

  @Override
  public String toString() {
    return "TlsOptions[enabled=" + isEnabled() + ", clientAuth=" + clientAuth + "]";
  }
}
