package io.acequia.http.source;

import static io.acequia.http.source.IngestApi.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.http.source.server.Listeners;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  private IngestApi api;
  private Path server;
  private Path client;

  @BeforeEach
  void makeCertificates() throws Exception {
    api = new IngestApi();
    server = keystore("server");
    client = keystore("client");
  }

  /** A self-signed certificate for 127.0.0.1, made by the JDK's own tool. */
  private Path keystore(String name) throws IOException, InterruptedException {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    return store;
  }

  private static KeyStore open(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private Path pem(Path store, String name, boolean key) throws Exception {
    KeyStore opened = open(store);
    Key secret = opened.getKey(name, PASSWORD.toCharArray());
    Certificate certificate = opened.getCertificate(name);
    String type = key ? "PRIVATE KEY" : "CERTIFICATE";
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                type,
                Base64.getMimeEncoder()
                    .encodeToString(key ? secret.getEncoded() : certificate.getEncoded()),
                type);
    return Files.writeString(folder.resolve(name + (key ? ".key" : ".crt")), text);
  }

  private int post(@Nullable Path identity) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", open(server).getCertificate("server"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(identity == null ? null : open(identity), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + api.port() + "/v2/ingest/events"))
            .header("Content-Type", "application/json")
            .header("X-API-Key", IngestApi.KEY)
            .POST(HttpRequest.BodyPublishers.ofString(event("flights", "e1")))
            .build();
    return HttpClient.newBuilder()
        .sslContext(context)
        .build()
        .send(request, java.net.http.HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void servesTlsFromPem() throws Exception {
    try (TaskInWorker worker =
        new TaskInWorker(Listeners.OF_WORKER)
            .start(
                api.config(
                    "http.ingest.tls.certificate.path", pem(server, "server", false).toString(),
                    "http.ingest.tls.key.path", pem(server, "server", true).toString()))
            .poll()) {
      assertThat(post(null)).isEqualTo(200);
      assertThatThrownBy(() -> api.send(api.post("/v2/ingest/events", "{}")))
          .as("without TLS")
          .isInstanceOf(IOException.class);
      assertThat(worker.polled()).hasSize(1);
    }
  }

  @Test
  void looksWhetherTheStoreCanBeOpened() {
    List<String> errors =
        new HttpIngestSourceConnector()
                .validate(
                    api.config(
                        "http.ingest.tls.keystore.path",
                        server.toString(),
                        "http.ingest.tls.keystore.password",
                        "wrong-hunter2"))
                .configValues()
                .stream()
                .flatMap(value -> value.errorMessages().stream())
                .toList();
    assertThat(errors)
        .singleElement()
        .asString()
        .contains("http.ingest.tls.keystore.password")
        .doesNotContain("hunter2");
  }

  @Test
  void demandsACertificateForMutualTls() throws Exception {
    try (TaskInWorker worker =
        new TaskInWorker(Listeners.OF_WORKER)
            .start(
                api.config(
                    "http.ingest.tls.keystore.path",
                    server.toString(),
                    "http.ingest.tls.keystore.password",
                    PASSWORD,
                    "http.ingest.tls.client.auth",
                    "required",
                    "http.ingest.tls.truststore.path",
                    pem(client, "client", false).toString()))
            .poll()) {
      assertThat(post(client)).isEqualTo(200);
      assertThatThrownBy(() -> post(null)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> post(server)).isInstanceOf(IOException.class);
      assertThat(worker.polled()).hasSize(1);
    }
  }
}
