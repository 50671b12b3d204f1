package io.acequia.http.source;

import io.acequia.testkit.ConfigContract;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

class HttpIngestSourceConfigTest extends ConfigContract {

  @Override
  protected ConfigDef configDef() {
    return HttpIngestSourceConfig.configDef();
  }

  @Override
  protected String prefix() {
    return "http.ingest.";
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of("http.ingest.streams", "flights", "http.ingest.api.keys", keys("web"));
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    HttpIngestSourceConfig config = new HttpIngestSourceConfig(settings);
    return List.of(
        config, config.listener(), config.tls(), config.auth(), config.events(), config.repeats());
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.of(
        "http.ingest.host", " ",
        "http.ingest.streams", "flights,,user-*",
        "http.ingest.topic", "${stream}",
        "http.ingest.value.format", "xml",
        "http.ingest.record.timestamp", "now",
        "http.ingest.auth", "kerberos",
        "http.ingest.rate.limit", "100/fortnight",
        "http.ingest.tls.client.auth", "maybe",
        "http.ingest.tls.protocols", "SSLv3",
        "http.ingest.retry.after.format", "weeks");
  }

  /** A key whose hash is the secret. */
  @Override
  protected String secretValue(String key, String sentinel) {
    return key.equals("http.ingest.api.keys")
        ? "[{\"id\": \"web\", \"sha256\": \"" + IngestApi.sha256(sentinel) + "\"}]"
        : sentinel;
  }

  private static String keys(String id) {
    return "[{\"id\": \"%s\", \"sha256\": \"%s\"}]".formatted(id, IngestApi.sha256("k"));
  }
}
