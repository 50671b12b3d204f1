package io.acequia.commons.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

  private static final Map<String, Object> EVENT =
      Map.of(
          "id", 7,
          "odd.name", "quoted",
          "tags", List.of("a", "b"),
          "users", List.of(Map.of("email", "x@a"), Map.of("email", "y@a")),
          "data", Map.of("home", Map.of("email", "h@a"), "work", Map.of("email", "w@a")));

  @ParameterizedTest
  @CsvSource({
    "id, 7",
    "`odd.name`, quoted",
    "tags[1], b",
    "data.home.email, h@a",
    "users[0].email, x@a"
  })
  void reads(String path, String expected) {
    assertThat(FieldPath.parse(path).get(EVENT)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "id.deeper", "tags[2]", "tags.name", "data[0]", "data.x.y"})
  void readsNullWhereNothingIs(String path) {
    assertThat(FieldPath.parse(path).get(EVENT)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "a.", ".a", "a..b", "a[", "a[x]", "a[-1]", "`a", "``", "a`b`", "a]"})
  void refusesWhatIsNoPath(String path) {
    assertThatThrownBy(() -> FieldPath.parse(path))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("position");
  }

  @Test
  void readsStructs() {
    Schema user = SchemaBuilder.struct().field("email", Schema.OPTIONAL_STRING_SCHEMA).build();
    Schema schema = SchemaBuilder.struct().field("user", user).build();
    Struct record = new Struct(schema).put("user", new Struct(user).put("email", "x@a"));
    assertThat(FieldPath.parse("user.email").get(record)).isEqualTo("x@a");
    assertThat(FieldPath.parse("user.phone").get(record)).isNull();
  }

  @Test
  void wildcardHasNoSingleValue() {
    assertThatThrownBy(() -> FieldPath.parse("data.*").get(EVENT))
        .isInstanceOf(IllegalStateException.class);
  }
}
