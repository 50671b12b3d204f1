package io.acequia.smt.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.commons.path.FieldPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class PathRewriteTest {

  private static final Map<String, Object> EVENT =
      Map.of(
          "id", 7,
          "tags", List.of("a", "b"),
          "users", List.of(Map.of("email", "x@a"), Map.of("email", "y@a")),
          "data", Map.of("home", Map.of("email", "h@a"), "work", Map.of("email", "w@a")));

  private static final Schema USER =
      SchemaBuilder.struct()
          .name("user")
          .doc("who")
          .optional()
          .field("email", Schema.OPTIONAL_STRING_SCHEMA)
          .field("age", SchemaBuilder.int32().optional().defaultValue(18).build())
          .build();

  private static final Schema SCHEMA =
      SchemaBuilder.struct()
          .name("event")
          .version(3)
          .field("user", USER)
          .field("others", SchemaBuilder.array(USER).build())
          .field("byName", SchemaBuilder.map(Schema.STRING_SCHEMA, USER).build())
          .field("n", Schema.INT32_SCHEMA)
          .build();

  /** Any value to its length as a text; another type than before. */
  private static final Leaf LENGTH =
      (path, schema) ->
          new Change(
              schema == null ? null : Schema.OPTIONAL_INT32_SCHEMA,
              value -> value == null ? null : value.toString().length());

  private static PathRewrite length(String... paths) {
    return new PathRewrite(Stream.of(paths).map(FieldPath::parse).toList(), LENGTH);
  }

  private static PathRewrite starred(String... paths) {
    return new PathRewrite(
        Stream.of(paths).map(FieldPath::parse).toList(),
        (path, schema) -> new Change(schema, value -> value == null ? null : "***"));
  }

  private static Struct user(String email) {
    return new Struct(USER).put("email", email);
  }

  private static Struct event() {
    return new Struct(SCHEMA)
        .put("user", user("one"))
        .put("others", List.of(user("four"), user("three")))
        .put("byName", Map.of("x", user("eleven"), "y", user("twelve")))
        .put("n", 1);
  }

  private static Object read(String path, Object value) {
    return FieldPath.parse(path).get(value);
  }

  @Test
  void changesMapsUnderWildcardsAndLeavesTheOriginalAlone() {
    Object changed = starred("data.*.email", "users[*].email").value(null, EVENT);
    assertThat(read("data.home.email", changed)).isEqualTo("***");
    assertThat(read("data.work.email", changed)).isEqualTo("***");
    assertThat(read("users[1].email", changed)).isEqualTo("***");
    assertThat(read("data.home.email", EVENT)).isEqualTo("h@a");
  }

  @Test
  void changesOneElement() {
    assertThat(starred("tags[1]").value(null, EVENT))
        .extracting("tags")
        .isEqualTo(List.of("a", "***"));
  }

  @Test
  void namedPathsAndWildcardsMeet() {
    Object changed = starred("data.*.email", "data.home.phone").value(null, EVENT);
    assertThat(read("data.home.email", changed)).isEqualTo("***");
    assertThat(read("data.work.email", changed)).isEqualTo("***");
  }

  @Test
  void givesTheSameObjectsWhenNothingChanges() {
    assertThat(starred("data.nobody.email").value(null, EVENT)).isSameAs(EVENT);
    assertThat(starred("id").value(null, null)).isNull();
    Struct event = event();
    assertThat(starred("nothing").value(SCHEMA, event)).isSameAs(event);
    assertThat(length("nothing").schema(SCHEMA)).isSameAs(SCHEMA);
    Struct nulls = event().put("user", null);
    assertThat(starred("user.email").value(SCHEMA, nulls)).isSameAs(nulls);
  }

  @Test
  void changesNullThatIsThereButAddsNothing() {
    PathRewrite rewrite =
        new PathRewrite(
            List.of(FieldPath.parse("present")), (path, schema) -> new Change(null, value -> "x"));
    Map<String, Object> event = new HashMap<>();
    event.put("present", null);
    assertThat(rewrite.value(null, event)).isEqualTo(Map.of("present", "x"));
    assertThat(rewrite.value(null, Map.of("absent", 1))).isEqualTo(Map.of("absent", 1));
  }

  @Test
  void changesTheSchemaWithTheValues() {
    PathRewrite rewrite = length("user.email", "others[*].email", "byName.*.email", "n");
    SchemaAndValue changed = rewrite.apply(SCHEMA, event());
    ConnectSchema.validateValue(changed.schema(), changed.value());
    assertThat(changed.schema().name()).isEqualTo("event");
    assertThat(changed.schema().version()).isEqualTo(3);
    assertThat(changed.schema().field("user").schema().doc()).isEqualTo("who");
    assertThat(changed.schema().field("user").schema().isOptional()).isTrue();
    assertThat(read("user.email", changed.value())).isEqualTo(3);
    assertThat(read("others[0].email", changed.value())).isEqualTo(4);
    assertThat(read("byName.y.email", changed.value())).isEqualTo(6);
    assertThat(read("n", changed.value())).isEqualTo(1);
    assertThat(rewrite.schema(SCHEMA)).isSameAs(changed.schema());
  }

  @Test
  void keepsNullThatStandsBesideADefault() {
    Struct changed = (Struct) length("user.email").value(SCHEMA, event());
    assertThat(changed.getStruct("user").getWithoutDefault("age")).isNull();
  }

  @Test
  void leavesARequiredFieldEmptyBesideItsDefault() {
    Schema schema =
        SchemaBuilder.struct()
            .field("age", SchemaBuilder.int32().defaultValue(18).build())
            .field("email", Schema.STRING_SCHEMA)
            .build();
    Struct event = new Struct(schema).put("email", "four");
    for (PathRewrite rewrite : List.of(length("email"), starred("email"))) {
      Struct changed = (Struct) rewrite.value(schema, event);
      assertThat(changed.getWithoutDefault("age")).isNull();
      assertThat(changed.get("age")).isEqualTo(18);
      assertThat(changed.get("email")).isNotEqualTo("four");
    }
  }

  @Test
  void keepsTheSchemaWhereOnlyValuesChange() {
    Struct changed = (Struct) starred("user.email", "others[1].email").value(SCHEMA, event());
    assertThat(changed.schema()).isSameAs(SCHEMA);
    assertThat(read("others[0].email", changed)).isEqualTo("four");
    assertThat(read("others[1].email", changed)).isEqualTo("***");
  }

  @Test
  void refusesAnotherTypeForOneElementOnly() {
    assertThatThrownBy(() -> length("others[0].email").apply(SCHEMA, event()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("others[0].email");
    assertThatThrownBy(() -> length("byName.x").apply(SCHEMA, event()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("byName.x");
  }

  @Test
  void changesTheDefaultOfAStruct() {
    SchemaBuilder builder = SchemaBuilder.struct().optional().field("a", Schema.STRING_SCHEMA);
    Schema outer = builder.defaultValue(new Struct(builder).put("a", "four")).build();
    Schema changed = length("a").schema(outer);
    assertThat(((Struct) changed.defaultValue()).get("a")).isEqualTo(4);
  }
}
