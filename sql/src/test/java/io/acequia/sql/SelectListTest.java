package io.acequia.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a SELECT list makes. */
class SelectListTest {

  private static final String SEED =
      "SELECT user_id, event_type, timestamp FROM events WHERE event_type != 'heartbeat'";

  @Test
  void theSeedsStatementRunsOnEveryForm() {
    assertThat(Eval.statement(SEED, Events.struct()))
        .hasToString("Struct{user_id=u-1,event_type=click,timestamp=1700000000000}");
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("user_id", "u-1");
    expected.put("event_type", "click");
    expected.put("timestamp", 1_700_000_000_000L);
    assertThat(Eval.statement(SEED, Events.map())).hasToString(expected.toString());
    assertThat(Eval.statement(SEED, Events.JSON)).isEqualTo(expected);
    assertThat(Eval.statement(SEED, Events.struct().put("event_type", "heartbeat"))).isNull();
    assertThat(Eval.statement(SEED, Map.of("event_type", "heartbeat"))).isNull();
    assertThat(Eval.statement(SEED, "{\"event_type\": \"heartbeat\"}")).isNull();
    assertThat(Eval.statement(SEED, Map.of())).as("unknown is not TRUE").isNull();
  }

  @Test
  void aStarAloneGivesTheValueItself() {
    Struct struct = Events.struct();
    Map<String, Object> map = Events.map();
    String sql = "SELECT * FROM t WHERE delay = 7";
    assertThat(Eval.statement(sql, struct)).isSameAs(struct);
    assertThat(Eval.statement(sql, map)).isSameAs(map);
    assertThat(Eval.statement(sql, Events.JSON)).isSameAs(Events.JSON);
    BoundStatement bound = bound(sql);
    assertThat(bound.schema()).isSameAs(Events.SCHEMA);
    assertThat(bound.isFilter()).isTrue();
    assertThat(bound("SELECT *, 1 AS one FROM t").isFilter()).isFalse();
  }

  @Test
  void aPassedColumnKeepsItsSchema() {
    Schema result =
        Objects.requireNonNull(
            bound("SELECT user_id AS id, delay, delay + 0 AS sum, user.id AS u FROM t").schema());
    assertThat(result.name()).isEqualTo("acme.Event");
    assertThat(result.version()).isNull();
    assertThat(result.field("id").schema()).isSameAs(Events.SCHEMA.field("user_id").schema());
    assertThat(result.field("delay").schema()).isSameAs(Events.SCHEMA.field("delay").schema());
    assertThat(result.field("sum").schema()).isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
    assertThat(result.field("u").schema())
        .as("the user may be missing")
        .isEqualTo(Schema.OPTIONAL_INT64_SCHEMA);
  }

  @Test
  void starsMixWithColumns() {
    assertThat(names("*, delay + 1 AS later"))
        .startsWith("user_id", "event_type")
        .endsWith("later");
    assertThat(names("* EXCEPT (user_id, DELAY)")).doesNotContain("user_id", "delay").hasSize(8);
    assertThat(names("user.*, tags")).containsExactly("id", "Email", "tags");
    assertThat(names("user.* EXCEPT (email)")).containsExactly("id");
    assertThat(names("t.* EXCEPT (user)")).hasSize(9);
    assertThat(Eval.statement("SELECT attrs.*, 1 AS one FROM t", Events.map()))
        .isEqualTo(Map.of("k", "v", "one", 1));
    assertThat(Eval.statement("SELECT none.*, user.* EXCEPT (id) FROM t", Events.JSON))
        .isEqualTo(Map.of("Email", "a@b.c"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "user.id | id",
        "tags[0] | tags",
        "attrs['k'] | k",
        "CAST(user.id AS TEXT) | id",
        "delay::bigint | delay",
        "COALESCE(delay, 1) | coalesce",
        "CASE WHEN delay = 1 THEN 2 END | case",
        "EXTRACT(YEAR FROM at) | extract",
        "ARRAY[delay] | array",
        "delay + 1 | column1",
        "_topic | _topic",
        "'x' | column1",
        "USER_ID | user_id",
      })
  void columnsHaveNamesOfTheirOwn(String item, String name) {
    assertThat(names(item)).containsExactly(name);
  }

  @Test
  void decimalsHaveAsManyDigitsAsTheirSchema() {
    Struct result =
        (Struct)
            Eval.statement(
                "SELECT price, price * 2 AS d, price / 3 AS q, CAST('1.5' AS DECIMAL(6, 3)) AS c,"
                    + " CASE WHEN delay = 7 THEN 1 ELSE price END AS w FROM t",
                Events.struct());
    for (Field field : Objects.requireNonNull(result).schema().fields()) {
      BigDecimal value = (BigDecimal) result.get(field);
      int scale = Integer.parseInt(field.schema().parameters().get(Decimal.SCALE_FIELD));
      assertThat(value.scale()).as(field.name()).isEqualTo(scale);
    }
    assertThat(result.get("q")).isEqualTo(new BigDecimal("4.1666666666666667"));
  }

  @Test
  void smallNumbersWidenWhereTypesMeet() {
    Struct result =
        (Struct)
            Eval.statement(
                "SELECT COALESCE(level, delay) AS a, level + level AS b, -level AS c, level AS d,"
                    + " CAST(delay AS SMALLINT) AS e, GREATEST(level, 10000000000) AS f,"
                    + " CASE WHEN level = 3 THEN level ELSE 1.5 END AS g, NULL AS h FROM t",
                Events.struct());
    assertThat(result.get("a")).isEqualTo(3);
    assertThat(result.get("b")).isEqualTo(6);
    assertThat(result.get("c")).isEqualTo(-3);
    assertThat(result.get("d")).isEqualTo((byte) 3);
    assertThat(result.get("e")).isEqualTo((short) 7);
    assertThat(result.get("f")).isEqualTo(10_000_000_000L);
    assertThat(result.get("g")).isEqualTo(new BigDecimal("3.0"));
    assertThat(result.schema().field("h").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
    result.validate();
  }

  @Test
  void mapsHoldOnlyWhatAConverterCanWrite() {
    Map<String, Object> row =
        Map.of(
            "at", new Date(983_333_106_789L),
            "big", new BigDecimal("12.50"),
            "huge", new BigDecimal("123456789012345678901234567890"),
            "whole", new BigDecimal("7.00"),
            "bytes", ByteBuffer.wrap(new byte[] {1, 2}));
    Map<?, ?> result =
        (Map<?, ?>)
            Eval.statement(
                "SELECT at, big, huge, whole, bytes, CAST(at AS DATE) AS day, CAST(at AS TIME) AS"
                    + " noon, 0.1 + 0.2 AS sum, _timestamp FROM t",
                row);
    assertThat(result)
        .isEqualTo(
            Map.ofEntries(
                entry("at", "2001-02-28T04:05:06.789Z"),
                entry("big", 12.5),
                entry("huge", "123456789012345678901234567890"),
                entry("whole", 7L),
                entry("bytes", result.get("bytes")),
                entry("day", "2001-02-28"),
                entry("noon", "04:05:06.789"),
                entry("sum", 0.3),
                entry("_timestamp", "2001-02-28T04:05:06.789Z")));
    assertThat(result.get("bytes")).isEqualTo(new byte[] {1, 2});
  }

  @Test
  void partsOfAStatementMayBeGivenSeparately() {
    SqlStatement statement =
        SqlStatement.compile("user_id, delay * 2 AS twice", "delay > 5", Eval.NO_FUNCTIONS);
    BoundStatement bound = statement.bind(Shape.map(null));
    assertThat(bound.apply(SampleRow.of(Events.map())))
        .isEqualTo(Map.of("user_id", "u-1", "twice", 14L));
    assertThat(bound.apply(SampleRow.of(Map.of("delay", 5)))).isNull();
    assertThat(SqlStatement.compile("1 AS a", null, Eval.NO_FUNCTIONS).rootFields())
        .isEqualTo(Set.of());
  }

  private static List<String> names(String items) {
    Schema schema = Objects.requireNonNull(bound("SELECT " + items + " FROM t").schema());
    return schema.fields().stream().map(Field::name).toList();
  }

  private static BoundStatement bound(String sql) {
    return SqlStatement.compile(sql, Eval.NO_FUNCTIONS).bind(Shape.struct(Events.SCHEMA, null));
  }
}
