package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaScriptTest {

  private static final long BEYOND_DOUBLE = 9_007_199_254_740_993L;

  private static final Schema USER =
      SchemaBuilder.struct().name("User").field("email", Schema.OPTIONAL_STRING_SCHEMA).build();
  private static final Schema EVENT =
      SchemaBuilder.struct()
          .name("Event")
          .field("count", Schema.INT32_SCHEMA)
          .field("id", Schema.INT64_SCHEMA)
          .field("price", Decimal.schema(2))
          .field("at", Timestamp.SCHEMA)
          .field("user", USER)
          .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
          .field("raw", Schema.OPTIONAL_BYTES_SCHEMA)
          .build();

  private static Struct event() {
    return new Struct(EVENT)
        .put("count", 1)
        .put("id", BEYOND_DOUBLE)
        .put("price", new BigDecimal("12345678901234567.89"))
        .put("at", new Date(1_000))
        .put("user", new Struct(USER).put("email", "ada@example.org"))
        .put("tags", List.of("a", "b"))
        .put("raw", ByteBuffer.wrap(new byte[] {1}));
  }

  private static JavaScript.Value<SinkRecord> script(String code) {
    JavaScript.Value<SinkRecord> script = new JavaScript.Value<>();
    script.configure(Map.of("code", code));
    return script;
  }

  private static SinkRecord record(@Nullable Schema schema, @Nullable Object value) {
    return new SinkRecord(
        "flights",
        3,
        null,
        "k-1",
        schema,
        value,
        42,
        1_000L,
        null,
        new ConnectHeaders().addString("trace", "t-1"));
  }

  private static @Nullable SinkRecord run(String body, @Nullable Schema schema, Object value) {
    return script("function transform(event, record) {" + body + "}").apply(record(schema, value));
  }

  private static Object map(String body, Map<String, ?> value) {
    SinkRecord after = run(body, null, value);
    assertThat(after).isNotNull();
    return after.value();
  }

  private static Struct struct(String body) {
    SinkRecord after = run(body, EVENT, event());
    assertThat(after).isNotNull();
    Struct value = (Struct) after.value();
    assertThat(value.schema()).isSameAs(after.valueSchema());
    value.validate();
    return value;
  }

  @Test
  void seedsFunctionRunsAsWritten() {
    String code = "function transform(event) { event.processed_at = Date.now(); return event; }";
    long before = System.currentTimeMillis();
    Map<?, ?> after = (Map<?, ?>) script(code).apply(record(null, Map.of("id", 7L))).value();
    assertThat(after.get("id")).isEqualTo(7L);
    assertThat((Long) after.get("processed_at")).isBetween(before, System.currentTimeMillis());
  }

  @Test
  void nullDropsTheRecord() {
    assertThat(run("return event.id > 5 ? null : event;", null, Map.of("id", 7L))).isNull();
  }

  @Test
  void undefinedIsAnErrorNotADrop() {
    assertThatThrownBy(() -> run("event.x = 1;", null, Map.of("id", 7L)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("returned undefined");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Object.keys(event).join()                                            | id,user,tags",
        "'user' in event && !('nope' in event)                                | true",
        "(() => { let s = ''; for (const k in event) s += k; return s; })()    | idusertags",
        "(() => { let s = ''; for (const t of event.tags) { const u = t; s += u; } return s; })() | ab",
        "(() => { try { null.x } catch { return 'caught'; } })()               | caught",
        "JSON.stringify(event)       | {\"id\":7,\"user\":{\"email\":\"e\"},\"tags\":[\"a\",\"b\"]}",
        "(() => { const {id, user: {email}} = event; return email + id; })()  | e7",
        "event.user === event.user                                            | true",
        "Array.isArray(event.tags) && event.tags.length === 2                  | true",
        "event.tags.map(t => t + '!').join('')                                 | a!b!",
        "[...event.tags, 'c'].length                                          | 3",
        "Object.entries(event.user)[0].join('=')                              | email=e",
        "event.user?.name ?? 'nobody'                                         | nobody",
        "event.hasOwnProperty('id')                                           | true",
        "`${event.id}-${event.user.email}`                                    | 7-e",
        "[3, 1, 2].sort().toString()                                          | 1,2,3",
        "'a-b'.replace(/(\\w)-(\\w)/, '$2-$1')                                 | b-a",
        "'aXa'.split(/x/i).length                                             | 2",
        "typeof event.id                                                      | number",
      })
  void viewActsAsAnObject(String expression, String result) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("id", 7L);
    value.put("user", Map.of("email", "e"));
    value.put("tags", List.of("a", "b"));
    assertThat(map("return {result: String(" + expression + ")};", value))
        .isEqualTo(Map.of("result", result));
  }

  @Test
  void spreadCopiesTheFields() {
    assertThat(map("return {...event, b: 2};", Map.of("a", 1.0)))
        .isEqualTo(Map.of("a", 1.0, "b", 2L));
  }

  @Test
  void changesInsideLeaveTheOriginalAlone() {
    Map<String, Object> value = Map.of("user", Map.of("email", "e"), "tags", List.of("a"));
    assertThat(map("event.user.email = 'x'; event.tags.push('b'); return event;", value))
        .isEqualTo(Map.of("user", Map.of("email", "x"), "tags", List.of("a", "b")));
    assertThat(value).isEqualTo(Map.of("user", Map.of("email", "e"), "tags", List.of("a")));
  }

  @Test
  void deletedAndUndefinedFieldsAreGone() {
    assertThat(map("delete event.a; event.b = undefined; return event;", Map.of("a", 1, "b", 2)))
        .isEqualTo(Map.of());
  }

  @Test
  void unchangedRecordIsTheSame() {
    Map<String, Object> value = Map.of("tags", List.of("a"), "at", new Date(5));
    assertThat(map("event.tags.map(t => t); event.at.getTime(); return event;", value))
        .isSameAs(value);
    assertThat(struct("event.user.email; event.tags.length; return event;").schema())
        .isSameAs(EVENT);
  }

  @Test
  void typesOfTheSchemaAreKept() {
    Struct after = struct("event.count += 2; event.user.email = 'x'; return event;");
    assertThat(after.schema()).isSameAs(EVENT);
    assertThat(after.get("count")).isEqualTo(3);
    assertThat(after.getStruct("user").get("email")).isEqualTo("x");
    assertThat(after.get("id")).isEqualTo(BEYOND_DOUBLE);
  }

  @Test
  void digitsBeyondADoublePassThrough() {
    Struct after =
        struct("return {id: event.id, copy: event.id, price: event.price, raw: event.raw};");
    assertThat(after.get("id")).isEqualTo(BEYOND_DOUBLE);
    assertThat(after.get("copy")).isEqualTo(BEYOND_DOUBLE);
    assertThat(after.get("price")).isEqualTo(new BigDecimal("12345678901234567.89"));
    assertThat(after.get("raw")).isEqualTo(ByteBuffer.wrap(new byte[] {1}));
  }

  @Test
  void newFieldsAreInferred() {
    Struct after =
        struct(
            "event.s = 'x'; event.b = true; event.l = 2 ** 40; event.d = 1.5; event.n = null;"
                + " event.big = 2n ** 60n; event.when = new Date(5); event.list = [1, 2.5];"
                + " event.sub = {a: 1, b: ['x']}; event.rows = [{a: 1}, {b: 'x'}];"
                + " event.also = event.user; return event;");
    Schema schema = after.schema();
    assertThat(schema.name()).isEqualTo("Event");
    assertThat(schema.field("s").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
    assertThat(schema.field("b").schema()).isEqualTo(Schema.OPTIONAL_BOOLEAN_SCHEMA);
    assertThat(schema.field("d").schema()).isEqualTo(Schema.OPTIONAL_FLOAT64_SCHEMA);
    assertThat(after.get("l")).isEqualTo(1L << 40);
    assertThat(after.get("n")).isNull();
    assertThat(after.get("big")).isEqualTo(1L << 60);
    assertThat(after.get("when")).isEqualTo(new Date(5));
    assertThat(after.get("list")).isEqualTo(List.of(1.0, 2.5));
    assertThat(after.getStruct("sub").get("b")).isEqualTo(List.of("x"));
    assertThat(after.<Struct>getArray("rows").get(1).get("b")).isEqualTo("x");
    assertThat(after.getStruct("also")).isEqualTo(after.getStruct("user"));
  }

  @Test
  void sameShapeIsTheSameSchema() {
    JavaScript.Value<SinkRecord> script =
        script("let n = 0; const transform = e => ({id: e.id, sub: {n: ++n}, tags: e.tags});");
    SinkRecord first = script.apply(record(EVENT, event()));
    SinkRecord second = script.apply(record(EVENT, event()));
    assertThat(second.valueSchema()).isSameAs(first.valueSchema());
    assertThat(((Struct) second.value()).getStruct("sub").get("n")).isEqualTo(2L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event.count = 1.5           | the field 'count' is INT32",
        "event.count = 3e9           | out of its range",
        "event.count = 'x'           | the field 'count' is INT32",
        "event.count = null          | the field 'count' is required",
        "event.user.email = 5        | the field 'user.email' is STRING",
        "event.user = 'x'            | the field 'user' is a struct",
        "event.tags = ['a', 1]       | the field 'tags[1]' is STRING",
        "event.price = 0.001         | more than 2 decimals",
        "event.at = new Date('x')    | invalid Date",
        "event.f = () => 1           | the field 'f' is a JavaScript function",
        "event.f = new Map()         | the field 'f' is a JavaScript Map",
        "event.f = [1, 'x']          | the field 'f[1]' has another type",
        "event.self = event          | contains itself",
        "event.list = []; event.list.push(event.list) | contains itself",
        "return 5                    | something else than an object",
        "return [event]              | something else than an object",
        "null.x                      | line 1: TypeError",
        "throw new Error('odd')      | line 1: Error: odd",
      })
  void whatDoesNotFitIsRefusedByName(String statement, String reason) {
    assertThatThrownBy(() -> struct(statement + "; return event;"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void thrownValuesAreNotShown() {
    assertThatThrownBy(() -> run("throw event.email;", null, Map.of("email", "ada@example.org")))
        .isInstanceOf(DataException.class)
        .hasMessageNotContaining("ada");
  }

  @Test
  void metadataIsTheSecondArgument() {
    assertThat(
            map(
                "return {m: [record.topic, record.partition, record.offset, record.timestamp,"
                    + " record.key, record.headers.trace].join()};",
                Map.of()))
        .isEqualTo(Map.of("m", "flights,3,42,1000,k-1,t-1"));
  }

  @Test
  void nullsAndBigNumbersOfMapsStay() {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("n", null);
    value.put("id", BEYOND_DOUBLE);
    value.put("list", Arrays.asList(null, 1));
    Map<String, @Nullable Object> after = new LinkedHashMap<>(value);
    after.put("x", 1L);
    assertThat(map("event.x = 1; return event;", value)).isEqualTo(after);
  }

  @Test
  void textsAskForParseJson() {
    assertThatThrownBy(() -> run("return event;", null, "{\"secret\": 1}"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("ParseJson")
        .hasMessageNotContaining("secret");
  }
}
