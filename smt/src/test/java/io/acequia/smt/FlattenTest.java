package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlattenTest {

  private static final Schema POINT =
      SchemaBuilder.struct()
          .optional()
          .field("lat", Schema.FLOAT64_SCHEMA)
          .field("name", SchemaBuilder.string().defaultValue("?").doc("of the place").build())
          .build();
  private static final Schema ITEM =
      SchemaBuilder.struct()
          .field("id", Schema.INT64_SCHEMA)
          .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
          .build();
  private static final Schema ORDER =
      SchemaBuilder.struct()
          .name("order")
          .version(3)
          .field("id", Schema.INT64_SCHEMA)
          .field("at", Timestamp.SCHEMA)
          .field("from", POINT)
          .field("items", SchemaBuilder.array(ITEM).optional().build())
          .field("props", SchemaBuilder.map(Schema.STRING_SCHEMA, POINT).optional().build())
          .build();

  private static Struct point(double lat, String name) {
    return new Struct(POINT).put("lat", lat).put("name", name);
  }

  private static Struct chain() {
    SchemaBuilder link = SchemaBuilder.struct().name("Link").optional();
    link.field("value", Schema.INT32_SCHEMA).field("next", link);
    link.field("others", SchemaBuilder.array(link).optional().build());
    Struct third = new Struct(link).put("value", 3);
    Struct second = new Struct(link).put("value", 2).put("next", third);
    return new Struct(link.build())
        .put("value", 1)
        .put("next", second)
        .put("others", List.of(third));
  }

  private static Struct item(long id, String... tags) {
    return new Struct(ITEM).put("id", id).put("tags", List.of(tags));
  }

  private static Struct order() {
    return new Struct(ORDER).put("id", 1L).put("at", new java.util.Date(5));
  }

  private static Flatten<SourceRecord> transform(Map<String, String> config) {
    Flatten<SourceRecord> transform = new Flatten.Value<>();
    transform.configure(config);
    return transform;
  }

  private static Struct flat(Transformation<SourceRecord> transform, Struct value) {
    SourceRecord after = transform.apply(record(value.schema(), value));
    ConnectSchema.validateValue(after.valueSchema(), after.value());
    return (Struct) after.value();
  }

  private static @Nullable Object flat(Map<String, String> config, @Nullable Object value) {
    return transform(config).apply(record(null, value)).value();
  }

  private static SourceRecord record(@Nullable Schema schema, @Nullable Object value) {
    return new SourceRecord(Map.of(), Map.of(), "orders", schema, value);
  }

  private static List<String> names(Struct struct) {
    return struct.schema().fields().stream().map(Field::name).toList();
  }

  private static Map<String, @Nullable Object> nested() {
    Map<String, @Nullable Object> user = new LinkedHashMap<>();
    user.put("name", null);
    user.put("home", Map.of("city", "Jaén"));
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("id", 7L);
    event.put("user", user);
    event.put("items", Arrays.asList(Map.of("n", 1L), null, List.of("x")));
    event.put("none", Map.of());
    return event;
  }

  private static Map<String, @Nullable Object> map(@Nullable Object... keysAndValues) {
    Map<String, @Nullable Object> map = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  @Test
  void mapsAreFlattenedAndArraysKept() {
    assertThat(flat(Map.of(), nested()))
        .isEqualTo(
            map(
                "id",
                7L,
                "user.name",
                null,
                "user.home.city",
                "Jaén",
                "items",
                nested().get("items")));
    assertThat(flat(Map.of("delimiter", "__", "fields", "user"), nested()))
        .isEqualTo(
            map(
                "id",
                7L,
                "user__name",
                null,
                "user__home__city",
                "Jaén",
                "items",
                nested().get("items"),
                "none",
                Map.of()));
  }

  @Test
  void arraysOfMapsBecomeFieldsOrJson() {
    assertThat(flat(Map.of("arrays", "index", "fields", "items"), nested()))
        .isEqualTo(
            map(
                "id",
                7L,
                "user",
                nested().get("user"),
                "items.0.n",
                1L,
                "items.1",
                null,
                "items.2.0",
                "x",
                "none",
                Map.of()));
    assertThat(flat(Map.of("arrays", "json", "fields", "items,none"), nested()))
        .isEqualTo(
            map("id", 7L, "user", nested().get("user"), "items", "[{\"n\":1},null,[\"x\"]]"));
  }

  @Test
  void depthLimitsTheLevels() {
    assertThat(flat(Map.of("depth", "1", "arrays", "index"), nested()))
        .isEqualTo(
            map(
                "id",
                7L,
                "user.name",
                null,
                "user.home",
                Map.of("city", "Jaén"),
                "items.0",
                Map.of("n", 1L),
                "items.1",
                null,
                "items.2",
                List.of("x")));
  }

  @Test
  void nestedFieldsAreFlattenedIntoTheirContainer() {
    Map<String, Object> before =
        Map.of(
            "a", Map.of("b", Map.of("c", 1L), "d", Map.of("e", 2L)),
            "list", List.of(Map.of("p", Map.of("q", 3L))));
    assertThat(flat(Map.of("fields", "a.b,list[*].p"), before))
        .isEqualTo(
            Map.of(
                "a", Map.of("b.c", 1L, "d", Map.of("e", 2L)), "list", List.of(Map.of("p.q", 3L))));
  }

  @Test
  void collisionsAreWhatTheSettingSays() {
    Map<String, Object> before = new LinkedHashMap<>();
    before.put("a.b", 1L);
    before.put("a", Map.of("b", 2L));
    before.put("a.b_2", 3L);
    assertThatThrownBy(() -> flat(Map.of(), before))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'a.b'");
    assertThat(flat(Map.of("collisions", "first"), before)).isEqualTo(map("a.b", 1L, "a.b_2", 3L));
    assertThat(flat(Map.of("collisions", "last"), before)).isEqualTo(map("a.b", 2L, "a.b_2", 3L));
    assertThat(flat(Map.of("collisions", "rename"), before))
        .isEqualTo(map("a.b", 1L, "a.b_2", 2L, "a.b_2_2", 3L));
  }

  @Test
  void collisionsInAStructAreTheSame() {
    Schema inner = SchemaBuilder.struct().field("b", Schema.STRING_SCHEMA).build();
    Schema schema =
        SchemaBuilder.struct().field("a.b", Schema.INT64_SCHEMA).field("a", inner).build();
    Struct before = new Struct(schema).put("a.b", 1L).put("a", new Struct(inner).put("b", "two"));
    assertThatThrownBy(() -> flat(transform(Map.of()), before))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'a.b'");
    assertThat(flat(transform(Map.of("collisions", "first")), before).get("a.b")).isEqualTo(1L);
    assertThat(flat(transform(Map.of("collisions", "last")), before).get("a.b")).isEqualTo("two");
    Struct renamed = flat(transform(Map.of("collisions", "rename")), before);
    assertThat(renamed.get("a.b")).isEqualTo(1L);
    assertThat(renamed.get("a.b_2")).isEqualTo("two");
  }

  @Test
  void structsAreFlattenedWithTheirSchema() {
    Struct flat =
        flat(
            transform(Map.of("delimiter", "_")),
            order().put("from", point(1, "Linares")).put("props", Map.of("to", point(2, "Úbeda"))));
    assertThat(flat.schema().name()).isEqualTo("order");
    assertThat(flat.schema().version()).isEqualTo(3);
    assertThat(names(flat)).containsExactly("id", "at", "from_lat", "from_name", "items", "props");
    assertThat(flat.schema().field("at").schema()).isSameAs(Timestamp.SCHEMA);
    assertThat(flat.schema().field("from_lat").schema().isOptional()).isTrue();
    assertThat(flat.schema().field("from_name").schema().doc()).isEqualTo("of the place");
    assertThat(flat.get("from_name")).isEqualTo("Linares");
    assertThat(flat.get("props")).isEqualTo("{\"to\":{\"lat\":2.0,\"name\":\"Úbeda\"}}");
  }

  @Test
  void nullStructGivesNullFields() {
    Struct flat = flat(transform(Map.of("maps", "keep")), order());
    assertThat(flat.get("from.lat")).isNull();
    assertThat(flat.get("from.name")).isNull();
    assertThat(flat.get("props")).isNull();
  }

  @Test
  void defaultsHoldWhereTheStructIsThere() {
    Struct place = new Struct(POINT).put("lat", 1.0);
    assertThat(flat(transform(Map.of()), order().put("from", place)).get("from.name"))
        .isEqualTo("?");
    Schema optional = SchemaBuilder.string().optional().defaultValue("none").build();
    Schema inner = SchemaBuilder.struct().field("a", optional).build();
    Schema schema = SchemaBuilder.struct().field("in", inner).build();
    Struct flat = flat(transform(Map.of()), new Struct(schema).put("in", new Struct(inner)));
    assertThat(flat.getWithoutDefault("in.a")).isNull();
    assertThat(flat.schema().field("in.a").schema()).isSameAs(optional);
  }

  @Test
  void defaultOfTheStructItselfIsFlattened() {
    Schema inner = SchemaBuilder.struct().field("a", Schema.INT64_SCHEMA).build();
    SchemaBuilder builder = SchemaBuilder.struct().optional().field("in", inner);
    Schema schema =
        builder.defaultValue(new Struct(builder).put("in", new Struct(inner).put("a", 9L))).build();
    Struct value = new Struct(schema).put("in", new Struct(inner).put("a", 1L));
    Struct fallback = (Struct) flat(transform(Map.of()), value).schema().defaultValue();
    assertThat(fallback.get("in.a")).isEqualTo(9L);
  }

  @Test
  void structBelowTheDepthStaysAndBecomesOptionalWithItsParent() {
    Schema leaf = SchemaBuilder.struct().field("x", Schema.INT64_SCHEMA).build();
    Schema mid = SchemaBuilder.struct().optional().field("leaf", leaf).build();
    Schema schema = SchemaBuilder.struct().field("mid", mid).build();
    Flatten<SourceRecord> transform = transform(Map.of("depth", "1"));
    Struct before =
        new Struct(schema).put("mid", new Struct(mid).put("leaf", new Struct(leaf).put("x", 3L)));
    Struct flat = flat(transform, before);
    assertThat(flat.getStruct("mid.leaf").get("x")).isEqualTo(3L);
    assertThat(flat(transform, new Struct(schema)).get("mid.leaf")).isNull();
  }

  @Test
  void arraysOfStructsGrowTheSchemaToTheLongestSoFar() {
    Flatten<SourceRecord> transform = transform(Map.of("arrays", "index", "fields", "items"));
    Struct one = flat(transform, order().put("items", List.of(item(10, "a"))));
    assertThat(names(one))
        .containsExactly("id", "at", "from", "items.0.id", "items.0.tags.0", "props");
    Struct two = flat(transform, order().put("items", List.of(item(10), item(11, "a", "b", "c"))));
    assertThat(two.get("items.1.tags.2")).isEqualTo("c");
    Struct none = flat(transform, order());
    assertThat(none.schema()).isSameAs(two.schema());
    assertThat(none.get("items.0.id")).isNull();
    Struct again = flat(transform, order().put("items", List.of(item(12, "z"))));
    assertThat(again.schema()).isSameAs(two.schema());
    assertThat(again.get("items.0.tags.0")).isEqualTo("z");
  }

  @Test
  void nestedArraysOfStructsGrowToo() {
    Schema outer = SchemaBuilder.struct().field("order", ORDER).build();
    Flatten<SourceRecord> transform = transform(Map.of("arrays", "index", "fields", "order.items"));
    Struct before = order().put("items", List.of(item(10, "a"), item(11)));
    Struct flat = flat(transform, new Struct(outer).put("order", before));
    assertThat(flat.getStruct("order").get("items.1.id")).isEqualTo(11L);
    assertThat(flat.getStruct("order").get("items.0.tags.0")).isEqualTo("a");
    Struct again = flat(transform, new Struct(outer).put("order", order()));
    assertThat(again.schema()).isSameAs(flat.schema());
  }

  @Test
  void limitsHoldAndARefusedRecordLeavesNoFields() {
    Flatten<SourceRecord> transform =
        transform(Map.of("arrays", "index", "max.elements", "3", "max.fields", "9"));
    Schema before = flat(transform, order().put("items", List.of(item(1)))).schema();
    Struct tooLong = order().put("items", List.of(item(1), item(2, "a", "b", "c", "d")));
    refuses(transform, tooLong, "'items.1.tags' has 4 elements");
    Struct tooMany = order().put("items", List.of(item(1, "a"), item(2, "a", "b", "c")));
    refuses(transform, tooMany, "max.fields=9");
    assertThat(flat(transform, order()).schema()).isSameAs(before);
    refuses(
        transform(Map.of("arrays", "index", "fields", "items", "max.elements", "1")),
        order().put("items", List.of(item(1), item(2))),
        "max.elements=1");
    assertThatThrownBy(() -> flat(Map.of("max.fields", "2"), nested()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("max.fields=2");
    assertThatThrownBy(
            () -> flat(Map.of("arrays", "index", "max.elements", "1"), Map.of("a", List.of(1, 2))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'a' has 2 elements");
    Map<String, Object> loop = new HashMap<>();
    loop.put("a", loop);
    assertThatThrownBy(() -> flat(Map.of(), loop))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("1000 levels");
  }

  private static void refuses(Flatten<SourceRecord> transform, Struct value, String message) {
    assertThatThrownBy(() -> flat(transform, value))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void arraysAndMapsInAStructBecomeJson() {
    Struct flat =
        flat(
            transform(Map.of("arrays", "json")),
            order().put("items", List.of(item(1, "a"))).put("props", Map.of()));
    assertThat(flat.get("items")).isEqualTo("[{\"id\":1,\"tags\":[\"a\"]}]");
    assertThat(flat.get("props")).isEqualTo("{}");
  }

  @Test
  void flatRecordIsTheSameRecord() {
    Schema schema = SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
    SourceRecord before = record(schema, new Struct(schema).put("id", 1L));
    assertThat(transform(Map.of()).apply(before)).isSameAs(before);
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> flat(Map.of(), "secret"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("java.lang.String")
        .hasMessageNotContaining("secret");
  }

  @Test
  void doesWhatKafkasOwnDoes() {
    try (Transformation<SourceRecord> theirs =
        new org.apache.kafka.connect.transforms.Flatten.Value<>()) {
      theirs.configure(Map.of("delimiter", "_"));
      Flatten<SourceRecord> ours = transform(Map.of("delimiter", "_"));
      Schema user =
          SchemaBuilder.struct().field("name", Schema.STRING_SCHEMA).field("at", POINT).build();
      Schema schema =
          SchemaBuilder.struct()
              .name("u")
              .field("id", Schema.INT64_SCHEMA)
              .field("user", user)
              .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
              .build();
      Struct struct =
          new Struct(schema)
              .put("id", 1L)
              .put("user", new Struct(user).put("name", "Ada").put("at", point(3, "x")))
              .put("tags", List.of("a"));
      Struct expected = (Struct) theirs.apply(record(schema, struct)).value();
      Struct flat = flat(ours, struct);
      assertThat(names(flat)).isEqualTo(names(expected));
      for (String name : names(flat)) {
        assertThat(flat.get(name)).as(name).isEqualTo(expected.get(name));
        assertThat(flat.schema().field(name).schema().isOptional())
            .as(name)
            .isEqualTo(expected.schema().field(name).schema().isOptional());
      }
      Map<String, @Nullable Object> map = nested();
      assertThat(ours.apply(record(null, map)).value())
          .isEqualTo(theirs.apply(record(null, map)).value());
    }
  }

  @Test
  void recordsInsideThemselvesAreFlattenedToADepthOnly() {
    assertThatThrownBy(() -> flat(transform(Map.of()), chain()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'next' is a record inside itself")
        .hasMessageContaining("depth");
    Struct flat = flat(transform(Map.of("depth", "2")), chain());
    assertThat(names(flat)).startsWith("value", "next.value", "next.next.value", "next.next.next");
    assertThat(flat.get("next.next.value")).isEqualTo(3);
    assertThat(flat.get("next.next.next")).isNull();
  }

  @Test
  void arraysOfRecordsInsideThemselvesEndWhereTheRecordsDo() {
    SchemaBuilder tree = SchemaBuilder.struct().name("Tree").optional();
    tree.field("value", Schema.INT32_SCHEMA);
    tree.field("children", SchemaBuilder.array(tree).optional().build());
    Struct leaf = new Struct(tree).put("value", 2);
    Struct root = new Struct(tree.build()).put("value", 1).put("children", List.of(leaf));
    Struct flat = flat(transform(Map.of("arrays", "index")), root);
    assertThat(names(flat)).containsExactly("value", "children.0.value");
    assertThat(flat.get("children.0.value")).isEqualTo(2);
  }
}
