package io.acequia.elasticsearch.sink.client;

import io.acequia.elasticsearch.sink.json.Json;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What answers, by its own account at {@code GET /}.
 *
 * @param name Elasticsearch or OpenSearch
 * @param version as it says itself, such as 8.19.5
 */
public record Product(String name, String version) {
  private static final int OK = 200;
  private static final int OLDEST_ELASTICSEARCH = 7;

  /**
   * Reads what a cluster says about itself.
   *
   * @throws IOException if that is neither of the two, or too old
   */
  static Product of(byte[] body) throws IOException {
    Map<String, @Nullable Object> root = Json.object(body);
    if (!(Json.at(root, "version", "number") instanceof String number)) {
      throw unknown("what answers is neither Elasticsearch nor OpenSearch");
    }
    boolean openSearch = "opensearch".equals(Json.at(root, "version", "distribution"));
    Product product = new Product(openSearch ? "OpenSearch" : "Elasticsearch", number);
    if (!openSearch && product.major() < OLDEST_ELASTICSEARCH) {
      throw unknown(product + " is too old: 7 is the oldest supported");
    }
    return product;
  }

  /** An answer, and not the one that was hoped for: no outage. */
  static HttpFailure unknown(String reason) {
    return new HttpFailure("GET /", OK, "", reason, null);
  }

  private int major() {
    String first = version.split("\\.", 2)[0];
    return first.matches("\\d{1,4}") ? Integer.parseInt(first) : 0;
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
