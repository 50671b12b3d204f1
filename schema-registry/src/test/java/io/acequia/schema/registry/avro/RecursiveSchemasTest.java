package io.acequia.schema.registry.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/** Schemas of records that contain themselves. */
class RecursiveSchemasTest {

  private static final String TREE =
      """
      {"type":"record","name":"Tree","fields":[{"name":"value","type":"int"},
       {"name":"left","type":["null","Tree"],"default":null},
       {"name":"right","type":["null","Tree"],"default":null}]}""";

  @Test
  void comparingEnds() {
    Schema one = connect(TREE, 1);
    Schema same = connect(TREE, 1);
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(one).isNotEqualTo(connect(TREE, 2));
    assertThat(one).isNotEqualTo(connect(TREE.replace("right", "rest"), 1));
    Schema left = one.field("left").schema();
    assertThat(left).isEqualTo(one.field("right").schema()).isNotEqualTo(one);
    assertThat(left)
        .isNotEqualTo(connect(TREE.replace("value", "number"), 1).field("left").schema());
    assertThat(left.toString()).isEqualTo("Schema{Tree:STRUCT}");
  }

  @Test
  void insideIsAsOutside() {
    Schema outside = connect(TREE, 7);
    Schema inside = outside.field("left").schema();
    for (int i = 0; i < 1_000; i++) {
      inside = inside.field("right").schema();
    }
    assertThat(inside.isOptional()).isTrue();
    assertThat(inside.name()).isEqualTo("Tree");
    assertThat(inside.version()).isEqualTo(7);
    assertThat(inside.fields()).isEqualTo(outside.fields());
    assertThatThrownBy(inside::valueSchema).isInstanceOf(DataException.class);
  }

  @Test
  void connectTakesValuesOfThem() {
    Schema tree = connect(TREE, null);
    Schema branch = tree.field("left").schema();
    Struct leaf = new Struct(branch).put("value", 2);
    Struct root = new Struct(tree).put("value", 1).put("left", leaf);
    ConnectSchema.validateValue(tree, root);
    org.apache.avro.Schema avro = ConnectToAvro.schema(tree, AvroOptions.DEFAULT);
    byte[] bytes = new ConnectWriter(tree, avro, AvroOptions.DEFAULT).write(new byte[0], root);
    SchemaAndValue read = new ConnectReader(avro, null, AvroOptions.DEFAULT).read(bytes, 0);
    assertThat(((Struct) read.value()).getStruct("left").get("value")).isEqualTo(2);
    assertThatThrownBy(() -> new Struct(branch).put("value", "no"))
        .isInstanceOf(DataException.class);
  }

  @Test
  void mapsAndUnionsMayHaveThem() {
    Schema folder =
        connect(
            """
            {"type":"record","name":"Folder","fields":[
             {"name":"in","type":{"type":"map","values":["null","Folder"]}},
             {"name":"link","type":["null","string","Folder"],"default":null}]}""",
            null);
    Schema inner = folder.field("in").schema().valueSchema();
    Schema link = folder.field("link").schema();
    Struct leaf = new Struct(inner).put("in", Map.of());
    Struct target = new Struct(link.field("Folder").schema()).put("in", Map.of("a", leaf));
    Struct root =
        new Struct(folder)
            .put("in", Map.of("b", leaf))
            .put("link", new Struct(link).put("Folder", target));
    org.apache.avro.Schema avro = ConnectToAvro.schema(folder, AvroOptions.DEFAULT);
    byte[] bytes = new ConnectWriter(folder, avro, AvroOptions.DEFAULT).write(new byte[0], root);
    Struct read =
        (Struct) new ConnectReader(avro, null, AvroOptions.DEFAULT).read(bytes, 0).value();
    assertThat(read.getMap("in")).containsOnlyKeys("b");
    assertThat(read.getStruct("link").getStruct("Folder").getMap("in")).containsOnlyKeys("a");
  }

  @Test
  void aPartAloneIsWrittenAsTheWhole() {
    Schema part = connect(TREE, null).field("left").schema();
    org.apache.avro.Schema avro = ConnectToAvro.schema(part, AvroOptions.DEFAULT);
    assertThat(Unions.onlyMember(avro))
        .isEqualTo(ConnectToAvro.schema(connect(TREE, null), AvroOptions.DEFAULT));
  }

  /** As protobuf's converters and hand-written transforms make them. */
  @Test
  void aBuilderInsideItselfIsWrittenToo() {
    SchemaBuilder link = SchemaBuilder.struct().name("Link").optional();
    link.field("value", Schema.INT32_SCHEMA).field("next", link);
    Schema schema = link.build();
    Struct value = new Struct(schema).put("value", 1).put("next", new Struct(link).put("value", 2));
    org.apache.avro.Schema avro = ConnectToAvro.schema(schema, AvroOptions.DEFAULT);
    byte[] bytes = new ConnectWriter(schema, avro, AvroOptions.DEFAULT).write(new byte[0], value);
    SchemaAndValue read = new ConnectReader(avro, null, AvroOptions.DEFAULT).read(bytes, 0);
    assertThat(((Struct) read.value()).getStruct("next").get("value")).isEqualTo(2);
  }

  /** Expanded as trees, these twelve would have more parts than fit into any memory. */
  @Test
  void recordsThatAllContainEachOtherStaySmall() {
    int count = 12;
    String text = chain(count);
    Schema schema = connect(text, null);
    org.apache.avro.Schema avro = ConnectToAvro.schema(schema, AvroOptions.DEFAULT);
    assertThat(AvroToConnect.schema(avro, null, AvroOptions.DEFAULT).fields()).hasSize(count);
    assertThat(
            new ConnectWriter(schema, avro, AvroOptions.DEFAULT)
                .write(new byte[0], new Struct(schema)))
        .hasSize(count);
  }

  /** The first has the definition of the second, that of the third, and so on. */
  private static String chain(int count) {
    String inner = "";
    for (int i = count - 1; i >= 0; i--) {
      StringBuilder fields = new StringBuilder();
      for (int f = 0; f < count; f++) {
        String type = f == i + 1 ? inner : "\"R" + f + "\"";
        fields.append(f == 0 ? "" : ",").append("{\"name\":\"f").append(f);
        fields.append("\",\"type\":[\"null\",").append(type).append("]}");
      }
      inner = "{\"type\":\"record\",\"name\":\"R" + i + "\",\"fields\":[" + fields + "]}";
    }
    return inner;
  }

  @Test
  void mapEntriesThatContainThemselvesAreRefused() {
    String text =
        """
        {"type":"array","items":{"type":"record","name":"MapEntry",
         "namespace":"io.confluent.connect.avro","fields":[{"name":"key","type":"int"},
          {"name":"value","type":{"type":"array","items":"MapEntry"}}]}}""";
    assertThatThrownBy(() -> connect(text, null))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("MapEntry")
        .hasMessageContaining("contain themselves");
  }

  private static Schema connect(String text, Integer version) {
    return AvroToConnect.schema(
        new org.apache.avro.Schema.Parser().parse(text), version, AvroOptions.DEFAULT);
  }
}
