package io.acequia.sql.library;

import static io.acequia.sql.library.FunctionCalls.assertBadRecord;
import static io.acequia.sql.library.FunctionCalls.assertBadStatement;
import static io.acequia.sql.library.FunctionCalls.at;
import static io.acequia.sql.library.FunctionCalls.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.library.FunctionCalls.Form;
import io.acequia.sql.type.SqlType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonFunctionsTest {

  private static final String USER =
      "{\"user\": {\"id\": 7, \"tags\": [\"a\", 1.50, null], \"first name\": \"Zoë\"}, \"ok\": true}";
  private static final Map<String, Object> PARSED =
      Map.of("user", Map.of("id", 7L, "tags", Arrays.asList("a", 1.5, null)));
  private static final Schema SCHEMA =
      SchemaBuilder.struct()
          .field("id", Schema.INT64_SCHEMA)
          .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
          .build();
  private static final Struct STRUCT =
      new Struct(SCHEMA).put("id", 7L).put("day", new Date(86_400_000L));

  static List<Arguments> results() {
    List<Arguments> cases = new ArrayList<>();
    byte[] bytes = USER.getBytes(StandardCharsets.UTF_8);
    add(cases, "7", "JSON_VALUE", USER, "$.user.id");
    add(cases, "7", "JSON_VALUE", bytes, "$.user.id");
    add(cases, "7", "JSON_VALUE", PARSED, "$.user.id");
    add(cases, "7", "JSON_VALUE", STRUCT, "$.id");
    add(cases, null, "JSON_VALUE", STRUCT, "$.missing");
    add(cases, "1.50", "JSON_VALUE", USER, "$.user.tags[1]");
    add(cases, "true", "JSON_VALUE", USER, "$.ok");
    add(cases, "Zoë", "JSON_VALUE", USER, "$['user']['first name']");
    add(cases, "Zoë", "JSON_VALUE", bytes, "$.user.first name");
    add(cases, null, "JSON_VALUE", USER, "$.user.tags");
    add(cases, null, "JSON_VALUE", USER, "$.user.tags[2]");
    add(cases, null, "JSON_VALUE", USER, "$.user.tags[3]");
    add(cases, null, "JSON_VALUE", USER, "$.user.id.deeper");
    add(cases, null, "JSON_VALUE", USER, "$.ok[0]");
    add(cases, "2", "JSON_VALUE", "{\"a\": 1, \"a\": 2}", "$.a");
    add(cases, "3", "JSON_VALUE", "3", "$");
    add(cases, "[\"a\",1.50,null]", "EXTRACTJSONFIELD", USER, "$.user.tags");
    add(cases, "a", "EXTRACTJSONFIELD", USER, "$.user.tags[0]");
    add(cases, Arrays.asList("a", 1.5, null), "JSON_QUERY", USER, "$.user.tags");
    add(cases, 7L, "JSON_EXTRACT", USER, "$.user.id");
    add(cases, new BigDecimal("18446744073709551616"), "JSON_QUERY", "18446744073709551616", "$");
    add(cases, 3, "JSON_ARRAY_LENGTH", "[1, [2], {}]");
    add(cases, null, "JSON_ARRAY_LENGTH", "{}");
    add(cases, true, "JSON_ARRAY_CONTAINS", "[1, \"a\"]", 1);
    add(cases, false, "JSON_ARRAY_CONTAINS", "[1, \"a\"]", "1");
    add(cases, false, "JSON_ARRAY_CONTAINS", "{}", "1");
    add(cases, List.of("user", "ok"), "JSON_KEYS", USER);
    add(cases, List.of("id", "day"), "JSON_KEYS", STRUCT);
    add(cases, null, "JSON_KEYS", "[1]");
    add(cases, "null", "JSON_TYPEOF", "null");
    add(cases, "string", "JSON_TYPEOF", "\"a\"");
    add(cases, "number", "JSON_TYPEOF", "1e3");
    add(cases, "boolean", "JSON_TYPEOF", "false");
    add(cases, "array", "JSON_TYPEOF", List.of());
    add(cases, "object", "JSON_TYPEOF", STRUCT);
    add(cases, true, "IS_JSON_STRING", USER);
    add(cases, false, "IS_JSON_STRING", "{\"a\": 1} {}");
    add(cases, false, "IS_JSON_STRING", "");
    add(cases, false, "IS_JSON_STRING", "[".repeat(201));
    add(cases, "{\"a\":1,\"b\":2.50}", "JSON_CONCAT", "{\"a\": 0, \"b\": 2.50, \"a\": 1}", "{}");
    add(cases, "{\"id\":7,\"a\":1}", "JSON_CONCAT", Map.of("id", 7), "{\"a\": 1}");
    add(cases, "[1,2]", "JSON_CONCAT", "[1]", "2");
    add(cases, "[{},null]", "JSON_CONCAT", "{}", "null");
    add(cases, "{\"id\":7,\"day\":\"1970-01-02\"}", "TO_JSON", STRUCT);
    add(cases, "\"AQI=\"", "TO_JSON", new byte[] {1, 2});
    add(
        cases,
        "[1.50,\"a\\\"b\",null]",
        "TO_JSON_STRING",
        Arrays.asList(new BigDecimal("1.50"), "a\"b", null));
    add(cases, "\"2026-11-22T06:30:00Z\"", "TO_JSON", at("2026-11-22T06:30:00Z"));
    return cases;
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
  void writesDatesInJsonAsTheirTypeSays() {
    FunctionCall call =
        FunctionCalls.function("TO_JSON").bind(List.of(Argument.of(SqlType.array(SqlType.DATE))));
    assertThat(FunctionCalls.run(call, List.of(new Date(0)))).isEqualTo("[\"1970-01-01\"]");
  }

  @Test
  void refusesMalformedJsonWithItsPlaceButNotItsText() {
    String secret = "{\"password\": hunter2}";
    FunctionCall call = FunctionCalls.bind("JSON_VALUE", Form.OPEN, secret, "$.password");
    Throwable failure = catchThrowable(() -> FunctionCalls.run(call, secret, "$.password"));
    for (Throwable e = failure; e != null; e = e.getCause()) {
      assertThat(e.getMessage())
          .contains("the value is not JSON at line 1, column")
          .doesNotContain("hunter");
    }
    assertBadRecord("argument 1 (json) of JSON_KEYS: the JSON is empty", "JSON_KEYS", " ");
    assertBadRecord("something follows the JSON value at line 1, column 5", "JSON_KEYS", "{} {}");
    assertBadRecord(
        "or has a name or number that is too long",
        "JSON_VALUE",
        "{\"b\":" + "[".repeat(300),
        "$.a");
    assertBadRecord(
        "or has a name or number that is too long",
        "JSON_VALUE",
        "[" + "1".repeat(1_001) + "]",
        "$[0]");
    assertBadRecord("number out of range", "JSON_VALUE", "1e1000000000", "$");
    assertBadRecord("argument 1 (json) of JSON_KEYS must be JSON, not BIGINT", "JSON_KEYS", 1L);
  }

  @Test
  void refusesPathsThatAreNone() {
    String start = "argument 2 (path) of JSON_VALUE is no path such as $.user.tags[0]: it ";
    for (var path :
        Map.of(
                "user", "must begin with $",
                "$.", "must have a name after each point",
                "$.a.*", "* is not supported",
                "$[x]", "must have a number from 0 or a quoted key",
                "$[1", "must have a number from 0 or a quoted key",
                "$['a", "has a quoted key without its end",
                "$a", "must have . or [")
            .entrySet()) {
      assertBadStatement(start, "JSON_VALUE", Form.CONSTANT, "{}", path.getKey());
      assertBadStatement(path.getValue(), "JSON_VALUE", Form.CONSTANT, "{}", path.getKey());
    }
  }
}
