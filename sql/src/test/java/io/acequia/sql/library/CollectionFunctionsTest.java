package io.acequia.sql.library;

import static io.acequia.sql.library.FunctionCalls.assertBadRecord;
import static io.acequia.sql.library.FunctionCalls.assertBadStatement;
import static io.acequia.sql.library.FunctionCalls.call;
import static io.acequia.sql.library.FunctionCalls.type;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.sql.library.FunctionCalls.Form;
import io.acequia.sql.type.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CollectionFunctionsTest {

  static List<Arguments> results() {
    List<Arguments> cases = new ArrayList<>();
    List<?> mixed = asList(3L, null, 1, 3.0, new BigDecimal("1.0"));
    add(cases, 5, "ARRAY_LENGTH", mixed);
    add(cases, 1, "CARDINALITY", Map.of("a", 1));
    add(cases, asList("a", null), "ARRAY", "a", null);
    add(cases, List.of(), "ARRAY");
    add(cases, mapOf("a", 1, "b", null), "MAP", "a", 0, "b", null, "a", 1);
    add(cases, Map.of("a", 1, "b", 2), "AS_MAP", List.of("a", "b"), List.of(1, 2));
    add(cases, 3L, "ELEMENT_AT", mixed, 1);
    add(cases, new BigDecimal("1.0"), "ELEMENT_AT", mixed, -1L);
    add(cases, null, "ELEMENT_AT", mixed, 0);
    add(cases, null, "ELEMENT_AT", mixed, 6);
    add(cases, null, "ELEMENT_AT", mixed, Long.MIN_VALUE);
    add(cases, 1, "ELEMENT_AT", Map.of("a", 1), "a");
    add(cases, true, "ARRAY_CONTAINS", List.of(1L, 2L), 2);
    add(cases, true, "ARRAY_CONTAINS", List.of(0.1), new BigDecimal("0.10"));
    add(cases, false, "ARRAY_CONTAINS", List.of("1"), 1);
    add(cases, true, "ARRAY_CONTAINS", List.of(new byte[] {1}), new byte[] {1});
    add(cases, 4, "ARRAY_POSITION", asList("a", null, "b", "c"), "c");
    add(cases, null, "ARRAY_POSITION", List.of(), "c");
    add(cases, "a-1-[2]", "ARRAY_JOIN", asList("a", null, 1, List.of(2)), "-");
    add(cases, "a-?", "ARRAY_TO_STRING", asList("a", null), "-", "?");
    add(cases, asList(1, null, 2), "ARRAY_APPEND", asList(1, null), 2);
    add(cases, asList(1, null), "ARRAY_APPEND", List.of(1), null);
    add(cases, List.of(1, 2, 2), "ARRAY_CAT", List.of(1, 2), List.of(2));
    add(cases, asList(null, 2), "ARRAY_REMOVE", asList(1, null, 2, 1L), 1);
    add(cases, List.of("b", "c"), "SLICE", List.of("a", "b", "c", "d"), 2, 3);
    add(cases, List.of("a"), "SLICE", List.of("a"), -5, 9);
    add(cases, List.of(), "SLICE", List.of("a"), 2, 1);
    add(cases, asList(3, null, 1), "ARRAY_REVERSE", asList(1, null, 3));
    add(cases, asList(3L, null, 1), "ARRAY_DISTINCT", mixed);
    add(cases, asList(1, null, 2L), "ARRAY_UNION", asList(1, null), asList(2L, 1L, null));
    add(cases, asList(2, null), "ARRAY_INTERSECT", asList(1, 2, null, 2), asList(null, 2.0));
    add(cases, List.of(1), "ARRAY_EXCEPT", List.of(1, 2, 1), List.of(2));
    add(cases, 1, "ARRAY_MIN", asList(null, 2L, 1, 1.5));
    add(cases, 2L, "ARRAY_MAX", asList(null, 2L, 1, 1.5));
    add(cases, "b", "ARRAY_MAX", List.of("a", "b"));
    add(cases, null, "ARRAY_MIN", Collections.singletonList(null));
    add(cases, asList(1, 1.5, 2L, null), "ARRAY_SORT", asList(null, 2L, 1, 1.5));
    add(cases, List.of(true, false), "ARRAY_SORT", List.of(false, true), "DESC");
    add(cases, List.of(new Date(1), new Date(2)), "ARRAY_SORT", List.of(new Date(2), new Date(1)));
    add(cases, List.of("a"), "MAP_KEYS", Map.of("a", 1));
    add(cases, List.of(1), "MAP_VALUES", Map.of("a", 1));
    add(cases, Map.of("a", 1, "b", 2), "MAP_UNION", Map.of("a", 0, "b", 2), Map.of("a", 1));
    add(cases, "b", "IFNULL", null, "b");
    add(cases, "a", "NVL", "a", null);
    add(cases, 1, "IF", true, 1, 2);
    add(cases, 2, "IIF", null, 1, 2);
    add(cases, null, "IF", false, 1, null);
    add(cases, "NULL", "TYPEOF", new Object[] {null});
    add(cases, "BIGINT", "TYPEOF", 1L);
    add(cases, "ARRAY", "TYPEOF", List.of());
    return cases;
  }

  private static Map<String, Object> mapOf(String k1, Object v1, String k2, Object v2) {
    Map<String, Object> map = new java.util.HashMap<>();
    map.put(k1, v1);
    map.put(k2, v2);
    return map;
  }

  private static void add(List<Arguments> cases, Object result, String name, Object... values) {
    cases.add(Arguments.of(name, values, result));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("results")
  void gives(String name, Object[] values, Object result) {
    assertThat(call(name, values)).isEqualTo(result);
  }

  @Test
  void keepsTheTypeOfElements() {
    SqlType names = SqlType.array(SqlType.STRING);
    assertThat(type("ARRAY_DISTINCT", names)).isEqualTo(names);
    assertThat(type("ARRAY_UNION", names, names)).isEqualTo(names);
    assertThat(type("ARRAY_UNION", names, SqlType.array(SqlType.BIGINT)))
        .isEqualTo(SqlType.array(SqlType.ANY));
    assertThat(type("ELEMENT_AT", names, SqlType.INTEGER)).isEqualTo(SqlType.STRING);
    assertThat(type("ARRAY", SqlType.BIGINT, SqlType.NULL))
        .isEqualTo(SqlType.array(SqlType.BIGINT));
    assertThat(type("ARRAY", SqlType.BIGINT, SqlType.STRING)).isEqualTo(SqlType.array(SqlType.ANY));
    assertThat(type("MAP", SqlType.STRING, SqlType.DOUBLE)).isEqualTo(SqlType.map(SqlType.DOUBLE));
    assertThat(type("MAP_VALUES", SqlType.map(SqlType.DOUBLE)))
        .isEqualTo(SqlType.array(SqlType.DOUBLE));
    assertThat(type("ARRAY_SORT", SqlType.ANY)).isEqualTo(SqlType.array(SqlType.ANY));
    assertThat(type("IFNULL", SqlType.STRING, SqlType.NULL)).isEqualTo(SqlType.STRING);
    assertThat(type("IF", SqlType.BOOLEAN, SqlType.STRING, SqlType.ANY)).isEqualTo(SqlType.ANY);
  }

  /** A column's default and documentation are not those of an element, which may be null. */
  @Test
  void letsElementsBeNull() {
    Schema id = SchemaBuilder.int16().name("id").defaultValue((short) 7).doc("an id").build();
    SqlType element = type("ARRAY", SqlType.of(id)).element();
    assertThat(element.schema()).isEqualTo(SchemaBuilder.int16().name("id").optional().build());
    Schema struct = SchemaBuilder.struct().field("a", Schema.STRING_SCHEMA).build();
    Schema optional = SchemaBuilder.struct().field("a", Schema.STRING_SCHEMA).optional().build();
    SqlType structs = SqlType.of(SchemaBuilder.array(struct).build());
    assertThat(type("ARRAY_MIN", structs).schema()).isEqualTo(optional);
  }

  @Test
  void refusesWhatHasNoResult() {
    assertBadRecord("values without an order: STRING and INTEGER", "ARRAY_MIN", List.of(1, "a"));
    assertBadRecord(
        "argument 1 (array) of ARRAY_MIN must be an array, not MAP", "ARRAY_MIN", Map.of());
    assertBadRecord("argument 2 (place) of ELEMENT_AT", "ELEMENT_AT", List.of(1), "a");
    assertBadRecord("2 keys, but 1 values", "AS_MAP", List.of("a", "b"), List.of(1));
    assertBadRecord("(keys) of AS_MAP must have text only", "AS_MAP", List.of(1), List.of(1));
    assertBadRecord("argument 3 (key) of MAP must be text", "MAP", "a", 1, 2, 3);
    assertBadStatement("has a key without a value", "MAP", Form.TYPED, "a");
    assertBadStatement(
        "argument 1 (key) of MAP must be text, not INTEGER", "MAP", Form.TYPED, 1, 1);
    assertBadStatement("must be 'asc' or 'desc'", "ARRAY_SORT", Form.CONSTANT, List.of(), "up");
    assertBadStatement("must be a boolean, not INTEGER", "IF", Form.TYPED, 1, 2, 3);
  }

  @Test
  void keepsSmallArgumentsFromFillingTheHeap() {
    List<String> many = Collections.nCopies(60_000, "a");
    assertBadRecord("more than 100000 elements", "ARRAY_CONCAT", many, many);
    assertBadRecord("more than 1048576 characters", "ARRAY_JOIN", many, "-".repeat(100));
  }
}
