package io.acequia.avro.converter;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.local.process.SchemaRegistry;
import io.acequia.schema.registry.client.RegistryClient;
import io.acequia.schema.registry.client.RegistryOptions;
import io.acequia.schema.registry.wire.SchemaId;
import io.acequia.testkit.ConfluentClasses;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Confluent's converter writes we read as it does, and the reverse, over a real registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfluentCompatibilityIT {

  private static final int RANDOM_SCHEMAS = 300;

  @TempDir static Path folder;
  private static SchemaRegistry registry;
  private final Map<Boolean, Converter> ours = new HashMap<>();
  private final Map<Boolean, Converter> theirs = new HashMap<>();
  private int topics;

  record Case(String name, Schema schema, Object value) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  void start() {
    registry = SchemaRegistry.builder(folder).build().start();
    for (boolean enhanced : new boolean[] {false, true}) {
      Map<String, Object> settings =
          Map.of("schema.registry.url", registry.url(), "enhanced.avro.schema.support", enhanced);
      AvroConverter converter = new AvroConverter();
      converter.configure(settings, false);
      ours.put(enhanced, converter);
      theirs.put(enhanced, ConfluentClasses.converter(settings, false));
    }
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyKindOfValueIsTheSameBothWays(Case given) {
    assertSame(given, false);
    assertSame(given, true);
  }

  @Test
  void randomSchemasAndValuesAreTheSameBothWays() {
    for (int seed = 0; seed < RANDOM_SCHEMAS; seed++) {
      RandomRecords random = new RandomRecords(seed);
      Schema schema = random.struct();
      for (int i = 0; i < 3; i++) {
        assertSame(new Case("seed " + seed, schema, random.value(schema)), seed % 2 == 0);
      }
    }
  }

  @Test
  void readsSchemasThatConnectNeverMade() {
    RegistryClient client = new RegistryClient(RegistryOptions.of(registry.url()));
    Map<String, byte[]> values = new HashMap<>();
    values.put(
        """
        {"type":"record","name":"R","namespace":"n","doc":"a record","fields":[
         {"name":"a","type":"int","doc":"a field","default":7},
         {"name":"b","type":["int","null"],"default":8},
         {"name":"c","type":["null","int"],"default":null},
         {"name":"e","type":{"type":"enum","name":"E","symbols":["A","B"],"doc":"letters"}},
         {"name":"f","type":{"type":"bytes","logicalType":"decimal","precision":5,"scale":1}},
         {"name":"m","type":{"type":"long","logicalType":"timestamp-micros"}},
         {"name":"h","type":{"type":"array","items":["null","string"]},"default":[]},
         {"name":"u","type":["string","long",{"type":"record","name":"U","fields":[]}]},
         {"name":"x","type":{"type":"fixed","name":"F","size":2}}]}""",
        record());
    values.put("[\"null\",\"int\",\"string\"]", new byte[] {2, 8});
    for (Map.Entry<String, byte[]> one : values.entrySet()) {
      String topic = "foreign-" + topics++;
      org.apache.avro.Schema schema = new org.apache.avro.Schema.Parser().parse(one.getKey());
      byte[] value = one.getValue();
      int id = client.register(topic + "-value", schema, false);
      byte[] prefix = SchemaId.prefix(id);
      byte[] record =
          ByteBuffer.allocate(prefix.length + value.length).put(prefix).put(value).array();
      for (boolean enhanced : new boolean[] {false, true}) {
        assertThat(ours.get(enhanced).toConnectData(topic, record))
            .isEqualTo(theirs.get(enhanced).toConnectData(topic, record));
      }
    }
  }

  /** By hand: an own encoder here would prove that two of ours agree. */
  private static byte[] record() {
    return new byte[] {
      2, // a = 1
      0, 4, // b = 2
      0, // c = null
      2, // e = B
      2, 15, // f = 1.5
      16, // m = 8
      3, 4, 0, 2, 2, 'q', 0, // h = [null, "q"], with the block's size
      2, 6, // u = 3 as long
      8, 9 // x
    };
  }

  private void assertSame(Case given, boolean enhanced) {
    String topic = "same-" + topics++;
    byte[] oursWrote = ours.get(enhanced).fromConnectData(topic, given.schema, given.value);
    byte[] theirsWrote = theirs.get(enhanced).fromConnectData(topic, given.schema, given.value);
    // Not only of the same meaning: the same schema, found by the same text in the registry.
    assertThat(oursWrote).as("%s written", given).isEqualTo(theirsWrote);
    SchemaAndValue theirsRead = theirs.get(enhanced).toConnectData(topic, oursWrote);
    SchemaAndValue oursRead = ours.get(enhanced).toConnectData(topic, theirsWrote);
    assertThat(oursRead.schema()).as("schema of %s", given).isEqualTo(theirsRead.schema());
    assertThat(oursRead).as("%s read", given).isEqualTo(theirsRead);
  }

  static List<Case> cases() {
    List<Case> all = new ArrayList<>();
    all.add(new Case("string", Schema.STRING_SCHEMA, "hé\uD83D\uDE00"));
    all.add(new Case("optional string", Schema.OPTIONAL_STRING_SCHEMA, ""));
    all.add(new Case("int8", Schema.INT8_SCHEMA, (byte) -3));
    all.add(new Case("optional int16", Schema.OPTIONAL_INT16_SCHEMA, Short.MIN_VALUE));
    all.add(new Case("int32", Schema.INT32_SCHEMA, Integer.MIN_VALUE));
    all.add(new Case("int64", Schema.INT64_SCHEMA, Long.MIN_VALUE));
    all.add(new Case("float", Schema.FLOAT32_SCHEMA, -0.1f));
    all.add(new Case("double", Schema.FLOAT64_SCHEMA, Double.MIN_VALUE));
    all.add(new Case("boolean", Schema.BOOLEAN_SCHEMA, true));
    all.add(new Case("bytes", Schema.BYTES_SCHEMA, new byte[] {1, 2, -1}));
    all.add(new Case("optional bytes", Schema.OPTIONAL_BYTES_SCHEMA, ByteBuffer.wrap(new byte[3])));
    all.add(new Case("decimal", Decimal.schema(2), new BigDecimal("-12345.67")));
    Schema precise =
        Decimal.builder(2).parameter("connect.decimal.precision", "10").optional().build();
    all.add(new Case("decimal with precision", precise, new BigDecimal("0.01")));
    all.add(new Case("date", Date.SCHEMA, new java.util.Date(-86_400_000L)));
    all.add(new Case("time", Time.SCHEMA, new java.util.Date(86_399_999L)));
    Schema moment = Timestamp.builder().optional().build();
    all.add(new Case("timestamp", moment, new java.util.Date(-1L)));
    all.add(new Case("no schema, text", null, "x"));
    all.add(new Case("no schema, number", null, 5));
    all.add(
        new Case(
            "no schema, nested",
            null,
            Map.of("a", List.of(1L, 2.5d, true, Map.of(7, "seven")), "b", 1.5f)));
    Schema ints = SchemaBuilder.array(Schema.OPTIONAL_INT32_SCHEMA).build();
    List<Integer> items = new ArrayList<>(List.of(1, 2));
    items.add(null);
    all.add(new Case("array", ints, items));
    all.add(
        new Case(
            "map",
            SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT64_SCHEMA).optional().build(),
            Map.of("k", 4L)));
    all.add(
        new Case(
            "map of numbers",
            SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA).build(),
            Map.of(1, "one")));
    all.add(
        new Case(
            "named map of optional texts",
            SchemaBuilder.map(Schema.OPTIONAL_STRING_SCHEMA, Schema.INT64_SCHEMA)
                .name("my.Map")
                .build(),
            Map.of("a", 4L)));
    String name = "io.confluent.connect.avro.Enum";
    Schema color =
        SchemaBuilder.string()
            .name("a.Color")
            .parameter(name, "a.Color")
            .parameter(name + ".RED", "RED")
            .parameter(name + ".BLUE", "BLUE")
            .build();
    all.add(new Case("enum", color, "BLUE"));
    all.add(everything());
    all.add(union(false));
    all.add(union(true));
    return all;
  }

  private static Case everything() {
    Schema inner = SchemaBuilder.struct().name("Inner").field("a", Schema.INT32_SCHEMA).build();
    Schema other =
        SchemaBuilder.struct().name("q.Other").optional().field("b", Schema.INT32_SCHEMA).build();
    Schema plain = SchemaBuilder.struct().name("x.Named").field("z", Schema.INT32_SCHEMA).build();
    Schema all =
        SchemaBuilder.struct()
            .doc("all of it")
            .version(3)
            .parameter("p", "q")
            .field("inner", inner)
            .field("other", other)
            .field("again", inner)
            .field("documented", SchemaBuilder.int32().defaultValue(5).doc("five").build())
            .field("text", SchemaBuilder.string().optional().defaultValue("zz").build())
            .field("price", Decimal.builder(2).defaultValue(new BigDecimal("1.00")).build())
            .field("at", Timestamp.builder().defaultValue(new java.util.Date(9)).build())
            .field("on", Date.builder().defaultValue(new java.util.Date(86_400_000L)).build())
            .field("raw", SchemaBuilder.bytes().defaultValue(new byte[] {1, (byte) 200}).build())
            .field("small", SchemaBuilder.int8().optional().defaultValue((byte) 1).build())
            .field(
                "list", SchemaBuilder.array(Schema.INT32_SCHEMA).defaultValue(List.of(1)).build())
            .field(
                "map",
                SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA)
                    .defaultValue(Map.of("a", 1))
                    .build())
            .field("structs", SchemaBuilder.array(plain).build())
            .field("named", SchemaBuilder.int32().name("my.int").parameter("k", "v").build())
            .build();
    Struct value =
        new Struct(all)
            .put("inner", new Struct(inner).put("a", 1))
            .put("again", new Struct(inner).put("a", 2))
            .put("structs", List.of(new Struct(plain).put("z", 1), new Struct(plain).put("z", 2)))
            .put("named", 9);
    return new Case("everything", all, value);
  }

  private static Case union(boolean optional) {
    SchemaBuilder builder = SchemaBuilder.struct().name("io.confluent.connect.avro.Union");
    Schema union =
        (optional ? builder.optional() : builder)
            .field("int", Schema.OPTIONAL_INT32_SCHEMA)
            .field("string", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    Schema schema = SchemaBuilder.struct().name("HasUnion").field("u", union).build();
    Object member = optional ? null : new Struct(union).put("string", "q");
    return new Case("union" + optional, schema, new Struct(schema).put("u", member));
  }

  @Test
  void anUnknownSchemaIsTheRecordsFault() {
    byte[] record = {0, 0x7f, 0, 0, 1, 2};
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> ours.get(false).toConnectData("unknown", record))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("topic unknown");
  }
}
