package io.acequia.elasticsearch.sink.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProductTest {
  @Test
  void tellsTheTwoApart() throws Exception {
    assertThat(Product.of(answer("{\"version\":{\"number\":\"8.19.5\"}}")))
        .hasToString("Elasticsearch 8.19.5");
    assertThat(
            Product.of(
                answer("{\"version\":{\"number\":\"1.3.0\",\"distribution\":\"opensearch\"}}")))
        .hasToString("OpenSearch 1.3.0");
  }

  @Test
  void refusesWhatIsNeitherOrTooOld() {
    assertThatThrownBy(() -> Product.of(answer("{\"version\":{\"number\":\"6.8.23\"}}")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too old");
    assertThatThrownBy(() -> Product.of(answer("{}"))).hasMessageContaining("neither");
    assertThatThrownBy(() -> Product.of(answer("<html>"))).isInstanceOf(IOException.class);
  }

  private static byte[] answer(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
