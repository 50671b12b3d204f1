package io.acequia.elasticsearch.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.acequia.elasticsearch.sink.client.ClusterClient;
import io.acequia.elasticsearch.sink.client.ConnectionCheck;
import io.acequia.elasticsearch.sink.client.ConnectionCheck.Problem;
import io.acequia.elasticsearch.sink.client.ConnectionCheck.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates, host names and credentials, with a server that has a certificate of its own. */
class SecureConnectionIT {
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;
  private static HttpsServer server;
  private static final List<String> LOGINS = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void startServer() throws Exception {
    keytool(
        "-genkeypair -alias es -keyalg EC -dname CN=elsewhere -ext san=dns:es.example"
            + " -validity 2 -storetype PKCS12 -keystore server.p12 -storepass "
            + PASSWORD);
    keytool("-exportcert -rfc -alias es -keystore server.p12 -file ca.pem -storepass " + PASSWORD);
    keytool(
        "-importcert -noprompt -alias ca -file ca.pem -storetype PKCS12 -keystore trust.p12"
            + " -storepass "
            + PASSWORD);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", SecureConnectionIT::answer);
    server.start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.stop(0);
    }
  }

  @BeforeEach
  void forget() {
    LOGINS.clear();
  }

  private static void keytool(String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ", -1)));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(arguments).isZero();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      LOGINS.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      byte[] body = "{\"version\":{\"number\":\"8.19.5\"}}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void strangersCertificateIsRefusedAndToldAsSuch() {
    assertThat(check(Map.of())).extracting(Problem::stage).isEqualTo(Stage.TLS);
  }

  @Test
  void certificateOfAnotherHostIsRefusedUnlessThatIsAllowed() {
    String ca = folder.resolve("ca.pem").toString();
    assertThat(check(Map.of("elasticsearch.tls.ca.file", ca)))
        .extracting(Problem::stage)
        .isEqualTo(Stage.TLS);
    assertThat(
            check(
                Map.of(
                    "elasticsearch.tls.ca.file",
                    ca,
                    "elasticsearch.tls.hostname.verification.enabled",
                    "false")))
        .isNull();
  }

  @Test
  void trustStoreServesAsWell() {
    assertThat(check(trusting(Map.of()))).isNull();
    Map<String, String> wrong = trusting(Map.of());
    wrong.put("elasticsearch.tls.truststore.password", "s3cret");
    assertThat(check(wrong))
        .satisfies(p -> assertThat(p.stage()).isEqualTo(Stage.TLS))
        .satisfies(p -> assertThat(p.message()).doesNotContain("s3cret"));
  }

  @Test
  void everyRequestTellsWhoSendsIt() throws Exception {
    assertThat(login(Map.of("elasticsearch.user", "me", "elasticsearch.password", "pässword")))
        .isEqualTo("Basic bWU6cMOkc3N3b3Jk");
    assertThat(login(Map.of("elasticsearch.api.key", "id:key"))).isEqualTo("ApiKey aWQ6a2V5");
    assertThat(login(Map.of("elasticsearch.api.key", "aWQ6a2V5"))).isEqualTo("ApiKey aWQ6a2V5");
    assertThat(login(Map.of("elasticsearch.bearer.token", "t0ken"))).isEqualTo("Bearer t0ken");
    assertThat(
            login(
                Map.of(
                    "elasticsearch.aws.region", "eu-central-1",
                    "elasticsearch.aws.access.key.id", "AKIDEXAMPLE",
                    "elasticsearch.aws.secret.access.key", "key",
                    "elasticsearch.compression.enabled", "true")))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
        .contains("/eu-central-1/es/aws4_request");
  }

  private static String login(Map<String, String> settings) throws Exception {
    LOGINS.clear();
    byte[] body = "{}\n".getBytes(StandardCharsets.UTF_8);
    try (ClusterClient client = new ClusterClient(config(trusting(settings)).cluster())) {
      client.bulk(Map.of(), body, body.length).get(120, TimeUnit.SECONDS);
    }
    return LOGINS.get(0);
  }

  private static Map<String, String> trusting(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("elasticsearch.tls.truststore.file", folder.resolve("trust.p12").toString());
    all.put("elasticsearch.tls.truststore.password", PASSWORD);
    all.put("elasticsearch.tls.hostname.verification.enabled", "false");
    return all;
  }

  private static @Nullable Problem check(Map<String, String> settings) {
    return ConnectionCheck.run(config(settings).cluster());
  }

  private static ElasticsearchSinkConfig config(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    int port = Objects.requireNonNull(server).getAddress().getPort();
    all.put("elasticsearch.urls", "https://127.0.0.1:" + port);
    return new ElasticsearchSinkConfig(all);
  }
}
