package io.acequia.schema.registry.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.schema.registry.avro.PlainWriter.MisfitException;
import java.math.BigDecimal;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

class PlainValuesTest {

  private static final byte[] NOTHING = {};

  @Test
  void rowsAreReadAsTheyWereWritten() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("origin", "DTW");
    row.put("flights", 12L);
    row.put("mean", 1.25);
    row.put("late", true);
    row.put("places", List.of("a", "b"));
    row.put("airport", Map.of("city", "Detroit", "height", 197L));
    Schema schema = PlainSchema.including(null, "delays", row);
    byte[] bytes = new PlainWriter(schema).write(NOTHING, row);
    assertThat(new PlainReader(schema, null).read(bytes, 0)).isEqualTo(row);
    assertThat(new PlainReader(schema, Set.of("mean", "airport")).read(bytes, 0))
        .isEqualTo(Map.of("mean", 1.25, "airport", row.get("airport")));
  }

  @Test
  void schemasOnlyGrowSoThatNewReadersReadOldRecords() {
    Schema first = PlainSchema.including(null, "t", Map.of("a", 1L));
    Schema second = PlainSchema.including(first, "t", Map.of("a", 1.5, "b", "x"));
    assertThat(PlainSchema.including(second, "t", Map.of("a", 7L))).isEqualTo(second);
    assertThat(SchemaCompatibility.checkReaderWriterCompatibility(second, first).getType())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    assertThatThrownBy(() -> new PlainWriter(first).write(NOTHING, Map.of("b", "x")))
        .isInstanceOf(MisfitException.class);
    assertThatThrownBy(() -> new PlainWriter(first).write(NOTHING, Map.of("a", "text")))
        .isInstanceOf(MisfitException.class)
        .hasMessageNotContaining("text");
  }

  @Test
  void rowThatDoesNotFitLeavesNothingInTheNext() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", "a");
    row.put("count", 1L);
    Schema schema = PlainSchema.including(null, "t", row);
    PlainWriter writer = new PlainWriter(schema);
    byte[] alone = writer.write(NOTHING, row);
    Map<String, Object> other = new LinkedHashMap<>(row);
    other.put("count", "text");
    assertThatThrownBy(() -> writer.write(NOTHING, other)).isInstanceOf(MisfitException.class);
    assertThat(writer.write(NOTHING, row)).isEqualTo(alone);
  }

  @Test
  void takesTheTypesThatASchemaAsksFor() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"R","fields":[
                 {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
                 {"name":"on","type":["null",{"type":"int","logicalType":"date"}]},
                 {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
                 {"name":"small","type":"int"},
                 {"name":"color","type":{"type":"enum","name":"E","symbols":["RED"]}},
                 {"name":"rest","type":"string","default":"none"}]}""");
    Map<String, Object> row =
        Map.of(
            "at", "2001-01-01T00:47:00Z",
            "on", "2001-01-01",
            "price", new BigDecimal("12.5"),
            "small", 7.0,
            "color", "RED");
    Map<String, Object> read =
        new PlainReader(schema, null).read(new PlainWriter(schema).write(NOTHING, row), 0);
    assertThat(read)
        .containsEntry("at", new Date(978_310_020_000L))
        .containsEntry("on", new Date(978_307_200_000L))
        .containsEntry("price", new BigDecimal("12.50"))
        .containsEntry("small", 7L)
        .containsEntry("color", "RED")
        .containsEntry("rest", "none");
  }
}
