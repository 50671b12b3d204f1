package io.acequia.http.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.http.source.server.Listeners;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpIngestSourceConnectorTest {

  private final HttpIngestSourceConnector connector = new HttpIngestSourceConnector();
  private IngestApi api;

  @BeforeEach
  void choosePort() throws Exception {
    api = new IngestApi();
  }

  private Map<String, List<String>> errors(Map<String, String> config) {
    Map<String, List<String>> errors = new TreeMap<>();
    Config validated = connector.validate(config);
    for (ConfigValue value : validated.configValues()) {
      if (!value.errorMessages().isEmpty()) {
        errors.put(value.name(), value.errorMessages());
      }
    }
    return errors;
  }

  @Test
  void findsNothingWrongWithAGoodConfiguration() {
    assertThat(errors(api.config())).isEmpty();
  }

  @Test
  void reportsEveryWrongFieldAtOnce() {
    assertThat(
            errors(
                    api.config(
                        "http.ingest.port", "70000",
                        "http.ingest.threads", "many",
                        "http.ingest.topic", "${nothing}",
                        "http.ingest.value.format", "xml"))
                .keySet())
        .containsExactly(
            "http.ingest.port",
            "http.ingest.threads",
            "http.ingest.topic",
            "http.ingest.value.format");
  }

  @Test
  void reportsEveryCombinationThatCannotWork() {
    Map<String, List<String>> errors =
        errors(
            api.config(
                "http.ingest.api.keys", "[{\"id\":\"web\",\"sha256\":\"hunter2\"}]",
                "http.ingest.value.format", "schema",
                "http.ingest.key.field", "data.list[0]",
                "http.ingest.tls.certificate.path", "/nowhere/cert.pem",
                "http.ingest.tls.client.auth", "required"));
    assertThat(errors.keySet())
        .containsExactly(
            "http.ingest.api.keys",
            "http.ingest.key.field",
            "http.ingest.tls.key.path",
            "http.ingest.tls.truststore.path",
            "http.ingest.value.schema");
    assertThat(errors.toString()).contains("'web'").doesNotContain("hunter2");
  }

  @Test
  void looksWhetherThePortIsFreeUnlessToldNotTo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(errors(api.config("http.ingest.port", port)).keySet())
          .containsExactly("http.ingest.port");
      assertThat(
              errors(
                  api.config(
                      "http.ingest.port", port, "http.ingest.validate.listener.enabled", "false")))
          .isEmpty();
    }
  }

  @Test
  void looksWhetherTheFilesOfTlsAreThere() {
    assertThat(
            errors(
                    api.config(
                        "http.ingest.tls.keystore.path", "/nowhere/store.p12",
                        "http.ingest.tls.keystore.password", "secret"))
                .toString())
        .contains("/nowhere/store.p12")
        .doesNotContain("secret");
  }

  @Test
  void toleratesItsOwnListenerAndNotAnothers() throws Exception {
    try (TaskInWorker worker = new TaskInWorker(Listeners.OF_WORKER).start(api.config())) {
      assertThat(errors(api.config())).isEmpty();
      assertThat(errors(api.config("name", "another")).get("http.ingest.port").toString())
          .contains("'ingest'");
      assertThat(worker.polled()).isEmpty();
    }
  }

  @Test
  void makesAsManyTasksAsAreAllowedAndClaimsNothingItCannotKeep() {
    connector.start(api.config());
    assertThat(connector.taskConfigs(3)).hasSize(3).doesNotHaveDuplicates();
    assertThat(connector.exactlyOnceSupport(api.config()))
        .isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
  }
}
