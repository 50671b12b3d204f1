package io.acequia.sql.library;

import static io.acequia.sql.library.FunctionCalls.assertBadRecord;
import static io.acequia.sql.library.FunctionCalls.assertBadStatement;
import static io.acequia.sql.library.FunctionCalls.at;
import static io.acequia.sql.library.FunctionCalls.bind;
import static io.acequia.sql.library.FunctionCalls.call;
import static io.acequia.sql.library.FunctionCalls.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.sql.function.Argument;
import io.acequia.sql.library.FunctionCalls.Form;
import io.acequia.sql.type.SqlType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TimeFunctionsTest {

  private static final String SUNDAY = "2026-11-22T06:30:15.250Z";

  static List<Arguments> results() {
    List<Arguments> cases = new ArrayList<>();
    add(cases, 1795329015250L, "UNIX_TIMESTAMP", SUNDAY);
    add(cases, new Date(-1), "FROM_UNIXTIME", -1L);
    add(cases, at("2026-11-22T00:00:00Z"), "MAKE_DATE", 2026, 11, 22);
    add(cases, at(SUNDAY), "MAKE_TIMESTAMP", 2026, 11, 22, 6, 30, new BigDecimal("15.25"));
    add(cases, at(SUNDAY), "MAKE_TIMESTAMP", 2026, 11, 22, 6, 30, 15.25);
    add(
        cases,
        at("2026-07-01T06:00:00Z"),
        "CONVERT_TZ",
        "2026-07-01T12:00:00Z",
        "Europe/Madrid",
        "America/New_York");
    add(cases, at("2023-11-14T22:13:20Z"), "TO_TIMESTAMP", 1700000000);
    add(cases, at("2023-11-14T22:13:20.123Z"), "TO_TIMESTAMP", 1700000000.123);
    add(cases, at("2023-11-14T22:13:20.123Z"), "TO_TIMESTAMP", new BigDecimal("1700000000.123999"));
    add(cases, at("1969-12-31T23:59:59.999Z"), "TO_TIMESTAMP", -0.0005);
    add(cases, at(SUNDAY), "TO_TIMESTAMP", SUNDAY);
    add(
        cases,
        at("2026-11-22T05:30:00Z"),
        "TO_TIMESTAMP",
        "22.11.2026 06:30",
        "dd.MM.yyyy HH:mm",
        "Europe/Madrid");
    add(cases, at("2026-11-22T00:00:00Z"), "TO_DATE", at(SUNDAY));
    add(cases, at("2026-11-22T00:00:00Z"), "TO_DATE", SUNDAY);
    add(cases, at("2026-11-22T00:00:00Z"), "PARSE_DATE", "22 NOV 2026", "d MMM yyyy");
    add(cases, at("1969-12-31T00:00:00Z"), "TO_DATE", new Date(-1));
    add(
        cases,
        at("2026-11-22T11:30:00Z"),
        "PARSE_TIMESTAMP",
        "2026-11-22 06:30 -0500",
        "yyyy-MM-dd HH:mm Z");
    add(cases, at("2026-11-01T00:00:00Z"), "PARSE_TIMESTAMP", "11/2026", "MM/yyyy");
    add(cases, at("1970-01-01T18:30:00Z"), "PARSE_TIMESTAMP", "6:30 pm", "h:mm a");
    add(cases, at("2026-02-01T00:00:00Z"), "PARSE_TIMESTAMP", "2026032", "yyyyDDD");
    add(cases, 1795305600000L, "STRINGTOTIMESTAMP", "2026-11-22", "yyyy-MM-dd");
    add(cases, "2026-11-22 06:30", "TO_CHAR", SUNDAY, "yyyy-MM-dd HH:mm");
    add(cases, "Sun 1:30 AM", "FORMAT_TIMESTAMP", SUNDAY, "EEE h:mm a", "America/New_York");
    add(cases, "20261122", "TIMESTAMPTOSTRING", 1795329015250L, "yyyyMMdd");
    add(cases, "22 Nov 2026", "FORMAT_DATE", at(SUNDAY), "d MMM yyyy");
    add(cases, 6L, "DATE_PART", "hour", SUNDAY);
    add(cases, 15.25, "DATE_PART", "second", SUNDAY);
    add(cases, 15250L, "DATE_PART", "milliseconds", SUNDAY);
    add(cases, 1795329015.25, "DATE_PART", "epoch", SUNDAY);
    add(cases, 0L, "DATE_PART", "dow", SUNDAY);
    add(cases, 7L, "DATE_PART", "isodow", SUNDAY);
    add(cases, 326L, "DATE_PART", "doy", SUNDAY);
    add(cases, 47L, "DATE_PART", "WEEK", SUNDAY);
    add(cases, 53L, "DATE_PART", "week", "2027-01-01");
    add(cases, 2026L, "DATE_PART", "isoyear", "2027-01-01");
    add(cases, 4L, "DATE_PART", "quarter", SUNDAY);
    add(cases, 21L, "DATE_PART", "century", SUNDAY);
    add(cases, 20L, "DATE_PART", "century", "2000-01-01");
    add(cases, 202L, "DATE_PART", "decade", SUNDAY);
    add(cases, 21L, "DATE_PART", "day", SUNDAY, "America/Los_Angeles");
    add(cases, 23L, "DATE_PART", "hour", new Date(-1));
    add(cases, 2026, "YEAR", SUNDAY);
    add(cases, 11, "MONTH", SUNDAY);
    add(cases, 22, "DAYOFMONTH", SUNDAY);
    add(cases, 1, "DAYOFWEEK", SUNDAY);
    add(cases, 15, "SECOND", SUNDAY);
    add(cases, at("2026-11-22T06:30:15Z"), "DATE_TRUNC", "second", SUNDAY);
    add(cases, at("2026-11-22T06:00:00Z"), "DATE_TRUNC", "HOUR", SUNDAY);
    add(cases, at("2026-11-16T00:00:00Z"), "DATE_TRUNC", "week", SUNDAY);
    add(cases, at("2026-11-01T00:00:00Z"), "DATE_TRUNC", "months", SUNDAY);
    add(cases, at("2026-10-01T00:00:00Z"), "DATE_TRUNC", "quarter", SUNDAY);
    add(cases, at("2026-01-01T00:00:00Z"), "DATE_TRUNC", "year", SUNDAY);
    add(cases, at("2026-11-22T05:00:00Z"), "DATE_TRUNC", "day", SUNDAY, "America/New_York");
    add(cases, at("2026-11-22T06:15:00Z"), "DATE_TRUNC", "hour", SUNDAY, "Asia/Kathmandu");
    add(cases, at("1969-12-31T23:00:00Z"), "DATE_TRUNC", "hour", new Date(-1));
    add(cases, at("2026-02-28T00:00:00Z"), "DATEADD", "month", 1, "2026-01-31");
    add(cases, at("2026-04-30T00:00:00Z"), "DATE_ADD", "quarter", 1, "2026-01-30");
    add(cases, at("2026-11-22T06:30:16.250Z"), "TIMESTAMPADD", "seconds", 1L, SUNDAY);
    add(cases, at("2025-11-22T06:30:15.250Z"), "TIMESTAMPSUB", "year", 1, SUNDAY);
    add(cases, 1L, "DATEDIFF", "day", "2026-11-21", SUNDAY);
    add(cases, -1L, "TIMESTAMPDIFF", "day", SUNDAY, "2026-11-21");
    add(cases, 0L, "DATE_DIFF", "month", "2026-01-31", "2026-02-28");
    add(cases, 3L, "DATEDIFF", "quarter", "2026-01-01", SUNDAY);
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
  void tellsTheTimeOfItsClock() {
    assertThat(run(bind("NOW", Form.TYPED))).isEqualTo(at(SUNDAY));
    assertThat(run(bind("CURRENT_DATE", Form.TYPED))).isEqualTo(at("2026-11-22T00:00:00Z"));
    assertThat(run(bind("CURRENT_TIME", Form.TYPED))).isEqualTo(at("1970-01-01T06:30:15.250Z"));
    assertThat(run(bind("UNIX_TIMESTAMP", Form.TYPED))).isEqualTo(1795329015250L);
    assertThat(bind("NOW", Form.TYPED).deterministic()).isFalse();
    assertThat(bind("DATE_TRUNC", Form.CONSTANT, "day", SUNDAY).deterministic()).isTrue();
  }

  @Test
  void takesMillisecondsAndTextForTimestamps() {
    for (Object moment : List.of(at(SUNDAY), SUNDAY, 1795329015250L, 1795329015250.0)) {
      assertThat(run(bind("HOUR", Form.OPEN, moment), moment)).isEqualTo(6);
    }
    assertBadRecord(
        "argument 1 (timestamp) of HOUR is no ISO 8601 timestamp", "HOUR", "half past six");
    assertBadRecord(
        "argument 1 (timestamp) of HOUR must be a timestamp, not BOOLEAN", "HOUR", true);
    assertBadStatement("must be a timestamp, not BOOLEAN", "HOUR", Form.TYPED, true);
  }

  @Test
  void takesTimesOfTheDayForTheirParts() {
    Argument time = Argument.of(SqlType.TIME);
    assertThat(run(FunctionCalls.function("HOUR").bind(List.of(time)), new Date(3_600_000)))
        .isEqualTo(1);
    assertThat(FunctionCalls.type("DATE_PART", SqlType.STRING, SqlType.TIME))
        .isEqualTo(SqlType.ANY);
  }

  @Test
  void typesPartsByTheirName() {
    assertThat(bind("DATE_PART", Form.CONSTANT, "hour", SUNDAY).type()).isEqualTo(SqlType.BIGINT);
    assertThat(bind("DATE_PART", Form.CONSTANT, "epoch", SUNDAY).type()).isEqualTo(SqlType.DOUBLE);
  }

  @Test
  void refusesFormatsThatMeanSomethingElseThanTheyLook() {
    assertBadStatement("write y for the calendar", "TO_CHAR", Form.CONSTANT, SUNDAY, "YYYY-MM-dd");
    assertBadStatement(
        "write d for that of the month", "TO_CHAR", Form.CONSTANT, SUNDAY, "yyyy-MM-DD");
    assertBadStatement(
        "argument 2 (format) of TO_CHAR is no pattern of java.time's DateTimeFormatter",
        "TO_CHAR",
        Form.CONSTANT,
        SUNDAY,
        "HH24:MI");
    assertBadStatement("longer than 200", "TO_CHAR", Form.CONSTANT, SUNDAY, "y".repeat(201));
    assertThat(call("TO_CHAR", SUNDAY, "YYYY-'W'ww")).isEqualTo("2026-W48");
    assertThat(call("TO_CHAR", SUNDAY, "'YMD' yyyy")).isEqualTo("YMD 2026");
  }

  @Test
  void compilesAFormatOfARecordWhenItChanges() {
    var call = bind("TO_CHAR", Form.OPEN, SUNDAY, "yyyy");
    assertThat(run(call, SUNDAY, "yyyy")).isEqualTo("2026");
    assertThat(run(call, SUNDAY, "MM")).isEqualTo("11");
    assertThat(run(call, SUNDAY, "")).isEqualTo("");
    assertThat(run(call, SUNDAY, "MM")).isEqualTo("11");
  }

  @Test
  void refusesWhatHasNoResult() {
    assertBadRecord("not of its format", "PARSE_TIMESTAMP", "2026-13-01", "yyyy-MM-dd");
    assertBadRecord("no time zone", "TO_CHAR", SUNDAY, "yyyy", "Mars/Olympus");
    assertBadRecord("must be millisecond, second", "DATE_TRUNC", "fortnight", SUNDAY);
    assertBadRecord("must be century, decade", "DATE_PART", "fortnight", SUNDAY);
    assertBadRecord("no day of the calendar", "MAKE_DATE", 2026, 2, 30);
    assertBadRecord("no time of the calendar", "MAKE_TIMESTAMP", 2026, 2, 3, 24, 0, 0);
    assertBadRecord("no time of the calendar", "MAKE_TIMESTAMP", 2026, 2, 3, 4, 5, 60);
    assertBadRecord("DATEADD is out of range", "DATEADD", "day", Long.MAX_VALUE, SUNDAY);
    assertBadRecord("DATEADD is out of range", "DATEADD", "year", Long.MAX_VALUE, SUNDAY);
    assertBadRecord("seconds out of range", "TO_TIMESTAMP", 1e300);
    assertBadRecord("seconds out of range", "TO_TIMESTAMP", new BigDecimal("1E+1000000000"));
    assertBadRecord("seconds out of range", "TO_TIMESTAMP", new BigDecimal("1E-1000000000"));
  }

  @Test
  void countsDaysAsJavaTimeDoes() {
    for (long day = -800_000; day < 800_000; day += 3_001) {
      Date date = new Date(day * 86_400_000L);
      LocalDate expected =
          Instant.ofEpochMilli(date.getTime()).atZone(ZoneOffset.UTC).toLocalDate();
      assertThat(run(bind("DAYOFYEAR", Form.OPEN, date), date)).isEqualTo(expected.getDayOfYear());
      assertThat(run(bind("DATE_PART", Form.OPEN, "isodow", date), "isodow", date))
          .isEqualTo((long) expected.getDayOfWeek().getValue());
    }
  }
}
