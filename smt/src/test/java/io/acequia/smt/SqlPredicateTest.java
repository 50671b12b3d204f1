package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class SqlPredicateTest {

  private static final Schema FLIGHT =
      SchemaBuilder.struct().field("delay", Schema.OPTIONAL_INT32_SCHEMA).build();

  private static boolean test(String condition, Schema schema, Object value) {
    try (SqlPredicate<SinkRecord> predicate = new SqlPredicate<>()) {
      predicate.configure(Map.of("condition", condition));
      return predicate.test(new SinkRecord("flights", 0, null, null, schema, value, 42));
    }
  }

  @Test
  void isTrueOnlyWhereTheConditionIs() {
    assertThat(test("delay > 60", null, Map.of("delay", 61L))).isTrue();
    assertThat(test("delay > 60", null, Map.of("delay", 60L))).isFalse();
    assertThat(test("delay > 60", null, Map.of())).as("NULL").isFalse();
    assertThat(test("NOT delay > 60", null, Map.of())).as("NOT NULL is NULL").isFalse();
    assertThat(test("delay > 60", FLIGHT, new Struct(FLIGHT).put("delay", 61))).isTrue();
    assertThat(test("delay > 60", null, "{\"delay\": 61}")).isTrue();
  }

  @Test
  void asksTombstonesToo() {
    assertThat(test("_topic = 'flights'", null, null)).isTrue();
    assertThat(test("_topic = 'flights' AND delay IS NULL", FLIGHT, null)).isTrue();
    assertThat(test("delay > 60", FLIGHT, null)).isFalse();
  }
}
