package io.acequia.elasticsearch.sink.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.elasticsearch.sink.json.ValueWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;

class SchemaMappingTest {

  @Test
  void structsAreMappedFieldByField() {
    Schema inner = SchemaBuilder.struct().field("at", Timestamp.SCHEMA).build();
    Schema outer =
        SchemaBuilder.struct().field("n", Schema.INT16_SCHEMA).field("inner", inner).build();
    assertThat(SchemaMapping.properties(outer))
        .isEqualTo(
            Map.of(
                "n",
                Map.of("type", "short"),
                "inner",
                Map.of("properties", Map.of("at", Map.of("type", "date")))));
  }

  /** With two of itself, going down twenty levels would be a million properties. */
  @Test
  void structsInsideThemselvesAreMappedOnce() {
    SchemaBuilder tree = SchemaBuilder.struct().name("Tree").optional();
    tree.field("value", Schema.INT64_SCHEMA).field("left", tree).field("right", tree);
    tree.field("more", SchemaBuilder.array(tree).optional().build());
    Map<String, Object> asItComes = Map.of("type", "object");
    Schema schema = tree.build();
    assertThat(SchemaMapping.properties(schema))
        .isEqualTo(
            Map.of(
                "value",
                Map.of("type", "long"),
                "left",
                asItComes,
                "right",
                asItComes,
                "more",
                asItComes));
    Struct value =
        new Struct(schema).put("value", 1L).put("left", new Struct(tree).put("value", 2L));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ValueWriter.write(schema, value, out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("{\"value\":1,\"left\":{\"value\":2,\"left\":null");
  }
}
