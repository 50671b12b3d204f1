package io.acequia.streams.transforms.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.streams.transforms.plan.EventTime;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class ParsedRowsTest {

  private final Deserializer<Map<String, Object>> rows =
      new ParsedRows(new TableSerde(new JsonFormat(), new EventTimeReader(EventTime.OF_RECORD)))
          .deserializer();

  private Map<String, Object> row(String json) {
    return rows.deserialize("t", json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void givesTheSameRowForTheSameBytes() {
    Map<String, Object> first = row("{\"city\": \"New York\"}");
    assertThat(first).containsEntry("city", "New York");
    assertThat(row("{\"city\": \"New York\"}")).isSameAs(first);
    assertThat(row("{\"city\": \"Newark\"}")).containsEntry("city", "Newark");
    assertThat(rows.deserialize("t", null)).isNull();
  }

  @Test
  void forgetsWhatWasNotAskedForAndKeepsNothingLong() {
    Map<String, Object> first = row("{\"n\": -1}");
    Map<String, Object> kept = row("{\"n\": -2}");
    for (int i = 0; i < ParsedRows.MOST - 1; i++) {
      row("{\"n\": " + i + "}");
      assertThat(row("{\"n\": -2}")).isSameAs(kept);
    }
    assertThat(row("{\"n\": -1}")).isEqualTo(first).isNotSameAs(first);
    String text = "{\"t\": \"" + "x".repeat(ParsedRows.LONGEST) + "\"}";
    assertThat(row(text)).isNotSameAs(row(text));
  }

  @Test
  void refusesARowEachTime() {
    assertThatThrownBy(() -> row("[]")).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> row("[]")).isInstanceOf(DataException.class);
  }
}
