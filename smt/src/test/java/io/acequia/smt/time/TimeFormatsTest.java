package io.acequia.smt.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatsTest {

  private static final TimeFormats UTC = formats("UTC", "en", 2000);

  private static TimeFormats formats(String zone, String locale, int firstYear) {
    return new TimeFormats(ZoneId.of(zone), Locale.forLanguageTag(locale), firstYear);
  }

  private static @Nullable Instant read(String format, Object value) {
    return UTC.reader(format).read(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "iso8601; 2026-11-22T06:04:16.5+01:00[Europe/Madrid]; 2026-11-22T05:04:16.5Z",
        "ISO8601; 2026-11-22; 2026-11-22T00:00:00Z",
        "rfc1123; Sun, 22 Nov 2026 06:04:16 GMT; 2026-11-22T06:04:16Z",
        "rfc1123; Sun, 22 Nov 2026 06:04:16 +0100; 2026-11-22T05:04:16Z",
        "epoch.s; 1795327456; 2026-11-22T06:04:16Z",
        "epoch.s; -1.5; 1969-12-31T23:59:58.500Z",
        "epoch.s; 1.795327456E9; 2026-11-22T06:04:16Z",
        "epoch.ms; 1795327456123; 2026-11-22T06:04:16.123Z",
        "epoch.us; 1795327456123456; 2026-11-22T06:04:16.123456Z",
        "epoch.ns; 1795327456123456789; 2026-11-22T06:04:16.123456789Z",
        "epoch.ns; -1; 1969-12-31T23:59:59.999999999Z",
        "dd-MMM-yy; 22-NOV-26; 2026-11-22T00:00:00Z",
        "hh:mm a, d/M/yyyy; 6:04 pm, 2/11/2026; ",
        "h:mm a, d/M/yyyy; 6:04 pm, 2/11/2026; 2026-11-02T18:04:00Z",
        "yyyy; 2026; 2026-01-01T00:00:00Z",
        "MM/yyyy; 11/2026; 2026-11-01T00:00:00Z",
        "HH:mm; 06:04; 1970-01-01T06:04:00Z",
        "yyyy-MM-dd HH:mm VV; 2026-11-22 06:04 Europe/Madrid; 2026-11-22T05:04:00Z",
        "yyyy-MM-dd[ HH:mm]; 2026-11-22; 2026-11-22T00:00:00Z",
        "yyyy-DDD; 2026-326; 2026-11-22T00:00:00Z",
        "dd/MM/yyyy G; 22/11/2026 AD; 2026-11-22T00:00:00Z",
        "yyyyMMdd | iso8601 | epoch.s; 2026-11-22; 2026-11-22T00:00:00Z",
        "yyyyMMdd | iso8601 | epoch.s; 1795327456; 2026-11-22T06:04:16Z",
        "yyyy-MM-dd; 2026-02-30; ",
        "dd MMM yyyy; 30 Feb 2026; ",
        "HH:mm:ss; 24:00:00; ",
        "iso8601; 2026-11-22T06:04:60Z; ",
        "epoch.s; 0x10; ",
        "epoch.s; ; ",
        "epoch.s; 1e400; ",
      })
  void readsEachFormat(String format, @Nullable String text, @Nullable Instant instant) {
    assertThat(read(format, text == null ? "" : text)).isEqualTo(instant);
  }

  @ParameterizedTest
  @CsvSource({
    "1795327456, 2026-11-22T06:04:16Z",
    "1795327456123, 2026-11-22T06:04:16.123Z",
    "1795327456123456, 2026-11-22T06:04:16.123456Z",
    "1795327456123456789, 2026-11-22T06:04:16.123456789Z",
    "1795327456.25, 2026-11-22T06:04:16.250Z",
    "2026-11-22 06:04:16, 2026-11-22T06:04:16Z",
    "'Sun, 22 Nov 2026 06:04:16 GMT', 2026-11-22T06:04:16Z",
  })
  void autoTellsUnitsByTheirSize(String text, Instant instant) {
    assertThat(read("auto", text)).isEqualTo(instant);
  }

  @Test
  void numbersComeInAllTypes() {
    for (Object seven :
        List.of(
            7L, 7, (short) 7, (byte) 7, 7.0, 7f, BigInteger.valueOf(7), new BigDecimal("7.0"))) {
      assertThat(read("epoch.s", seven)).isEqualTo(Instant.ofEpochSecond(7));
    }
    assertThat(read("epoch.s", 1795327456.1)).isEqualTo("2026-11-22T06:04:16.100Z");
    assertThat(read("yyyyMMdd", 20261122)).isEqualTo("2026-11-22T00:00:00Z");
    assertThat(read("epoch.ms", 0.5)).isEqualTo("1970-01-01T00:00:00.000500Z");
  }

  @Test
  void numbersThatAreNoMomentAreRefusedAtOnce() {
    for (Object number :
        List.of(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Long.MAX_VALUE,
            new BigDecimal("1E+2000000000"),
            BigInteger.ONE.shiftLeft(100_000),
            "1E+2000000000",
            true)) {
      assertThat(read("epoch.s", number)).as("%s", number.getClass()).isNull();
    }
    assertThat(read("epoch.s", new BigDecimal("1E-2000000000"))).isEqualTo(Instant.EPOCH);
  }

  @Test
  void longTextsAreRefusedAtOnce() {
    assertThat(read("yyyy'" + "x".repeat(200) + "'", "2026" + "x".repeat(200))).isNull();
    assertThat(read("iso8601", "2026-11-22T06:04:16Z" + "[".repeat(1_000_000) + "]")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2000, 85, 2085",
    "1950, 85, 1985",
    "1950, 49, 2049",
    "1950, 50, 1950",
  })
  void twoDigitsAreOneOfAHundredYears(int firstYear, String text, String year) {
    assertThat(formats("UTC", "en", firstYear).reader("yy").read(text))
        .isEqualTo(year + "-01-01T00:00:00Z");
  }

  @Test
  void namesAreInTheLocale() {
    assertThat(
            formats("UTC", "es", 2000)
                .reader("d 'de' MMMM 'de' yyyy")
                .read("2 de noviembre de 2026"))
        .isEqualTo("2026-11-02T00:00:00Z");
    assertThat(formats("UTC", "de", 2000).text("EEEE").write(Instant.EPOCH))
        .isEqualTo("Donnerstag");
  }

  @Test
  void changesOfClocksAreReadAsJavaReadsThem() {
    TimeFormats madrid = formats("Europe/Madrid", "en", 2000);
    for (String format : List.of("iso8601", "yyyy-MM-dd HH:mm", "yyyy-MM-dd H:mm")) {
      TimeReader reader = madrid.reader(format);
      assertThat(reader.read("2026-03-29 02:30")).isEqualTo("2026-03-29T01:30:00Z");
      assertThat(reader.read("2026-10-25 02:30")).isEqualTo("2026-10-25T00:30:00Z");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "UTC; iso8601; 2026-11-22T06:04:16.120Z",
        "Europe/Madrid; iso8601; 2026-11-22T07:04:16.120+01:00",
        "UTC; rfc1123; Sun, 22 Nov 2026 06:04:16 GMT",
        "Asia/Tokyo; yyyy-MM-dd HH:mm:ss.SSS z; 2026-11-22 15:04:16.120 JST",
        "UTC; yy/M/d; 26/11/22",
      })
  void writesEachFormat(String zone, String format, String text) {
    assertThat(formats(zone, "en", 2000).text(format).write(Instant.ofEpochMilli(1795327456120L)))
        .isEqualTo(text);
  }

  @Test
  void yearsOfFiveDigitsAreWrittenAsJavaWritesThem() {
    assertThat(UTC.text("iso8601").write(Instant.parse("+12026-11-22T06:04:16Z")))
        .isEqualTo("+12026-11-22T06:04:16Z");
  }

  @Test
  void unitsCountDownwards() {
    Instant before = Instant.parse("1969-12-31T23:59:59.999999999Z");
    assertThat(EpochUnit.S.count(before)).isEqualTo(-1);
    assertThat(EpochUnit.MS.count(before)).isEqualTo(-1);
    assertThat(EpochUnit.NS.count(before)).isEqualTo(-1);
    assertThatThrownBy(() -> EpochUnit.NS.count(Instant.parse("2300-01-01T00:00:00Z")))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void whatIsNoFormatIsRefused() {
    for (String format : List.of("epoch.m", "", "yyyy-MM-dd'T", "iso8601 || epoch.s", "hh:mm")) {
      assertThatThrownBy(() -> UTC.reader(format))
          .as(format)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> UTC.text("auto")).isInstanceOf(IllegalArgumentException.class);
  }
}
