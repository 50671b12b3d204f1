package io.acequia.smt.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** The short way reads what the long way reads, or nothing. */
class FixedPatternPropertyTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final List<String> PATTERNS =
      List.of(
          "yyyy-MM-dd HH:mm:ss",
          "yyyy-MM-dd HH:mm:ss.SSS",
          "yyyy-MM-dd'T'HH:mm:ss.SSSSSSX",
          "dd/MM/uuuu HH:mm",
          "yyyyMMddHHmmssSSS",
          "yyyyMMdd",
          "ddMMyyyy'at'HH",
          "HH:mm:ss",
          "HHmm",
          "yyyy.MM.dd HH:mm:ssXX",
          "yyyy-MM-dd HH:mm:ss,SSSSSSSSSXXX");

  private static TimeReader fast(String pattern) {
    FixedPattern fast = FixedPattern.of(pattern, new LocalZone(NEW_YORK));
    assertThat(fast).as(pattern).isNotNull();
    return fast;
  }

  private static TimeReader slow(String pattern) {
    return new PatternReader(formatter(pattern), null, NEW_YORK);
  }

  private static DateTimeFormatter formatter(String pattern) {
    return PatternFormat.of(pattern, Locale.ENGLISH, 2000);
  }

  @Provide
  Arbitrary<Tuple2<String, String>> texts() {
    Arbitrary<ZoneOffset> offsets =
        Arbitraries.integers()
            .between(-18 * 4, 18 * 4)
            .map(q -> ZoneOffset.ofTotalSeconds(q * 900))
            .withoutEdgeCases();
    return Combinators.combine(Moments.instants(), offsets, Arbitraries.of(PATTERNS))
        .as(
            (instant, offset, pattern) ->
                Tuple.of(pattern, formatter(pattern).format(instant.atOffset(offset))));
  }

  @Provide
  Arbitrary<Tuple2<String, String>> damagedTexts() {
    return texts().flatMap(t -> Moments.damaged(t.get2()).map(text -> Tuple.of(t.get1(), text)));
  }

  @Property
  void readsWhatTheLongWayReads(@ForAll("texts") Tuple2<String, String> sample) {
    Instant fast = fast(sample.get1()).read(sample.get2());
    assertThat(fast).isNotNull().isEqualTo(slow(sample.get1()).read(sample.get2()));
  }

  @Property
  void readsNothingDifferently(@ForAll("damagedTexts") Tuple2<String, String> sample) {
    Instant fast = fast(sample.get1()).read(sample.get2());
    if (fast != null) {
      assertThat(fast).isEqualTo(slow(sample.get1()).read(sample.get2()));
    }
  }

  @Example
  void leavesOtherPatternsToTheLongWay() {
    for (String pattern :
        List.of(
            "yy-MM-dd",
            "yyyy-M-d",
            "yyyy-MM",
            "dd MMM yyyy",
            "yyyy-MM-dd[ HH:mm]",
            "yyyy-MM-dd''HH",
            "mm:ss",
            "HH:mm:ss.SSSSSSSSSS",
            "XXX yyyy-MM-dd",
            "yyyy-MM-dd yyyy",
            "'at")) {
      assertThat(FixedPattern.of(pattern, LocalZone.UTC)).as(pattern).isNull();
    }
  }
}
