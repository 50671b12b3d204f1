package io.acequia.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What names and paths find. */
class NamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timestamp",
        "value",
        "key",
        "date",
        "time",
        "user",
        "order",
        "group",
        "limit",
        "offset",
        "type",
        "level",
        "index",
        "table",
        "end",
        "begin",
        "row",
        "rows",
        "values",
        "set",
        "update",
        "delete",
        "insert",
        "create",
        "column",
        "default",
        "primary",
        "references",
        "check",
        "constraint",
        "database",
        "schema",
        "position",
        "partition",
        "over",
        "window",
        "interval",
        "array",
        "map",
        "struct",
        "cast",
        "extract",
        "year",
        "month",
        "day",
        "hour",
        "minute",
        "second",
        "zone",
        "status",
        "state",
        "name",
        "id",
        "count",
        "sum",
        "min",
        "max",
        "left",
        "right",
        "inner",
        "outer",
        "join",
        "cross",
        "natural",
        "full",
        "on",
        "using",
        "by",
        "asc",
        "desc",
        "first",
        "last",
        "next",
        "fetch",
        "for",
        "to",
        "with",
        "without",
        "union",
        "except",
        "intersect",
        "all",
        "any",
        "some",
        "exists",
        "escape",
        "returning",
        "into",
        "grant",
        "public",
        "session",
        "current",
        "language",
        "char",
        "character",
        "double",
        "float",
        "int",
        "integer",
        "real",
        "text",
        "boolean",
        "binary",
        "json",
        "xml",
        "sequence",
        "trigger",
        "view",
        "start",
        "stop",
        "if",
        "replace",
        "format",
        "header",
        "headers",
        "topic",
        "unknown",
        "collate",
        "emit",
        "changes",
        "qualify",
        "pivot",
        "final",
        "sample",
        "top",
        "use",
        "ignore",
        "force",
        "lateral",
        "tablespace",
        "truncate",
        "recursive",
        "procedure",
        "function",
        "return",
        "optimize",
        "global",
        "local",
        "of",
        "only",
        "range",
        "action",
        "cache",
        "cascade",
        "comment",
        "commit",
        "cost",
        "data",
        "file",
        "link",
        "lock",
        "locked",
        "merge",
        "mode",
        "nulls",
        "open",
        "overlaps",
        "percent",
        "precision",
        "prior",
        "query",
        "quote",
        "separator",
        "show",
        "signed",
        "siblings",
        "size",
        "skip",
        "store",
        "temporary",
        "unsigned",
        "validate",
        "verify",
        "virtual",
        "work",
        "distinctrow",
        "minus",
        "connect",
        "rlike",
        "regexp",
        "xor",
        "div",
        "mod"
      })
  void wordsThatOtherParsersReserveAreNames(String word) {
    String sql =
        "SELECT "
            + word
            + ", e."
            + word
            + " AS copy_of, "
            + word
            + " AS "
            + word
            + "2, box_."
            + word
            + " AS inner_ FROM e WHERE "
            + word
            + " = 'x' AND box_."
            + word
            + " = 'y' AND NOT "
            + word
            + " = 'z'";
    Map<String, Object> expected =
        Map.of(word, "x", "copy_of", "x", word + "2", "x", "inner_", "y");
    assertThat(Eval.statement(sql, Map.of(word, "x", "box_", Map.of(word, "y"))))
        .isEqualTo(expected);
    Schema inner = SchemaBuilder.struct().field(word, Schema.STRING_SCHEMA).build();
    Schema schema =
        SchemaBuilder.struct().field(word, Schema.STRING_SCHEMA).field("box_", inner).build();
    Struct struct = new Struct(schema).put(word, "x").put("box_", new Struct(inner).put(word, "y"));
    Struct result = (Struct) Eval.statement(sql, struct);
    assertThat(result.getString(word)).isEqualTo("x");
    assertThat(result.getString("inner_")).isEqualTo("y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select",
        "from",
        "where",
        "and",
        "or",
        "not",
        "in",
        "is",
        "like",
        "ilike",
        "between",
        "when",
        "then",
        "else",
        "as",
        "similar",
        "distinct",
        "having",
        "case",
        "null",
        "true",
        "false"
      })
  void wordsOfTheLanguageNeedQuotesOrAPath(String word) {
    Map<String, Object> row = Map.of(word, "x", "data", Map.of(word, "y"));
    String quoted = "\"" + word + "\"";
    assertThat(Eval.statement("SELECT " + quoted + " AS a, data." + word + " AS b FROM t", row))
        .isEqualTo(Map.of("a", "x", "b", "y"));
    assertThat(Eval.statement("SELECT 1 AS " + word + " FROM t", row)).isEqualTo(Map.of(word, 1));
  }

  @Test
  void caseCountsOnlyIfItHasTo() {
    Schema schema =
        SchemaBuilder.struct()
            .field("Delay", Schema.INT32_SCHEMA)
            .field("ID", Schema.INT32_SCHEMA)
            .field("id", Schema.INT32_SCHEMA)
            .build();
    Struct struct = new Struct(schema).put("Delay", 1).put("ID", 2).put("id", 3);
    assertThat(Eval.expression("dElay", struct)).isEqualTo(1);
    assertThat(Eval.expression("ID * 10 + id", struct)).isEqualTo(23);
    assertThatThrownBy(() -> Eval.expression("Id", struct)).hasMessageContaining("no field Id");
    assertThatThrownBy(() -> Eval.expression("\"delay\"", struct))
        .hasMessageContaining("no field delay; did you mean Delay?");
    assertThat(Eval.expression("delay", Map.of("Delay", 1))).isNull();
  }

  @Test
  void aMissingFieldIsNamedWithItsPlace() {
    assertThatThrownBy(
            () -> Eval.statement("SELECT user_id\n  , evnt_type FROM t", Events.struct()))
        .isInstanceOf(SqlException.class)
        .hasMessage("there is no field evnt_type; did you mean event_type? at line 2, column 5");
    assertThatThrownBy(() -> Eval.expression("user.mail", Events.struct()))
        .hasMessageContaining("no field mail; did you mean Email?");
  }

  @ParameterizedTest
  @CsvSource({
    "user.id, 5",
    "user.email, a@b.c",
    "\"user\".\"Email\", a@b.c",
    "`user`.`id`, 5",
    "user['id'], 5",
    "tags[0], x",
    "tags[-1], y",
    "tags[2],",
    "tags[-3],",
    "tags[level - 2], y",
    "attrs.k, v",
    "attrs['k'], v",
    "attrs['none'],",
    "attrs[tags[0]],",
  })
  void pathsReachIntoStructs(String path, String expected) {
    assertThat(Eval.expression("CAST(" + path + " AS TEXT)", Events.struct())).isEqualTo(expected);
    String exact = path.replace("email", "Email");
    assertThat(Eval.expression("CAST(" + exact + " AS TEXT)", Events.map())).isEqualTo(expected);
    assertThat(Eval.expression("CAST(" + exact + " AS TEXT)", Events.JSON)).isEqualTo(expected);
  }

  @Test
  void whatIsMissingOnTheWayIsNull() {
    assertThat(Eval.expression("a.b.c[3].d", Map.of())).isNull();
    assertThat(Eval.expression("user.id", Events.struct().put("user", null))).isNull();
    assertThat(Eval.expression("user_id", SampleRow.of(null))).isNull();
  }

  @Test
  void aPathThroughAScalarIsAnError() {
    assertThatThrownBy(() -> Eval.expression("user_id.x", Events.struct()))
        .hasMessage("STRING has no field x at line 1, column 1");
    assertThatThrownBy(() -> Eval.expression("delay[0]", Events.struct()))
        .hasMessage("INTEGER has no elements at line 1, column 1");
    assertThatThrownBy(() -> Eval.expression("user_id.x", Events.map()))
        .isInstanceOf(DataException.class)
        .hasMessage("STRING has no fields at line 1, column 1");
  }

  @Test
  void theTableMayQualify() {
    Struct event = Events.struct();
    assertThat(Eval.expression("delay", event)).isEqualTo(7);
    assertThat(Eval.statement("SELECT events.delay d FROM Events WHERE EVENTS.delay = 7", event))
        .hasToString("Struct{d=7}");
    assertThat(Eval.statement("SELECT e.user.id FROM events AS e", event))
        .hasToString("Struct{id=5}");
    assertThat(Eval.statement("SELECT e.user.id FROM my.topic-1 e", Events.map()))
        .isEqualTo(Map.of("id", 5L));
    assertThat(Eval.statement("SELECT user.id FROM user", event)).hasToString("Struct{id=5}");
    assertThatThrownBy(() -> Eval.statement("SELECT other.delay FROM events", event))
        .hasMessageContaining("no field other");
  }

  @Test
  void kafkaTellsAboutTheRecord() {
    SampleRow row = SampleRow.of(Map.of("_topic", "field")).withKey(Map.of("id", 9L));
    assertThat(Eval.expression("_topic", row)).isEqualTo("flights");
    assertThat(Eval.expression("\"_topic\"", row)).isEqualTo("field");
    assertThat(Eval.expression("_partition + 1", row)).isEqualTo(4);
    assertThat(Eval.expression("_offset", row)).isEqualTo(42L);
    assertThat(Eval.expression("_timestamp", row)).isEqualTo(new Date(983_333_106_789L));
    assertThat(Eval.expression("_key.id", row)).isEqualTo(9L);
    assertThat(Eval.expression("headers['trace']", row)).isEqualTo("t-1");
    assertThat(Eval.expression("headers['none']", row)).isNull();
  }

  @Test
  void aStructAsKeyIsTyped() {
    Schema key = SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
    SampleRow row = SampleRow.of(Events.struct()).withKey(new Struct(key).put("id", 9L));
    Shape shape = Shape.struct(Events.SCHEMA, key);
    BoundStatement bound =
        SqlStatement.compile("SELECT _key.id, user_id FROM t", Eval.NO_FUNCTIONS).bind(shape);
    assertThat(bound.apply(row)).hasToString("Struct{id=9,user_id=u-1}");
    assertThat(bound.schema().field("id").schema()).isEqualTo(Schema.INT64_SCHEMA);
  }

  @Test
  void saysWhichFieldsItReads() {
    SqlStatement statement =
        SqlStatement.compile(
            "SELECT a.b, c + d AS x, e.f FROM e WHERE g[0] = _topic OR headers['h'] IS NULL",
            Eval.NO_FUNCTIONS);
    assertThat(statement.rootFields()).containsExactlyInAnyOrder("a", "c", "d", "f", "g");
    assertThat(statement.readsAll()).isFalse();
    for (String star : List.of("*", "* EXCEPT (a)", "e.*", "a, *")) {
      String text = "SELECT " + star + " FROM e";
      assertThat(SqlStatement.compile(text, Eval.NO_FUNCTIONS).readsAll()).as(text).isTrue();
    }
  }

  @Test
  void namesMayHaveAnyLetters() {
    Map<String, Object> row = Map.of("größe", 1, "weird \"name\"", 2, "a`b", 3, "名前", 4);
    assertThat(Eval.expression("größe + \"weird \"\"name\"\"\" + `a``b` + 名前", row)).isEqualTo(10);
  }
}
