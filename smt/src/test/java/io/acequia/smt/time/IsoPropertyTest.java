package io.acequia.smt.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What is read and written by hand is what java.time reads and writes. */
class IsoPropertyTest {

  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final TimeReader READER = new IsoReader(new LocalZone(MADRID));
  private static final List<DateTimeFormatter> FORMS = forms();

  /** Each form on its own, since optional parts of a formatter allow more than the forms. */
  private static List<DateTimeFormatter> forms() {
    List<DateTimeFormatter> forms = new ArrayList<>();
    forms.add(form("uuuu-MM-dd", "", ""));
    for (String start : List.of("uuuu-MM-dd'T'HH:mm", "uuuu-MM-dd' 'HH:mm")) {
      for (String offset : List.of("", "XXX", "XX", "X", "' 'XXX", "' 'XX", "' 'X")) {
        forms.add(form(start, "", offset));
        forms.add(form(start + ":ss", "", offset));
        forms.add(form(start + ":ss", ".", offset));
        forms.add(form(start + ":ss", ",", offset));
      }
    }
    return forms;
  }

  private static DateTimeFormatter form(String start, String point, String offset) {
    DateTimeFormatterBuilder builder =
        new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(start);
    if (!point.isEmpty()) {
      builder.appendLiteral(point).appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false);
    }
    return builder
        .appendPattern(offset)
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static @Nullable Instant read(String text) {
    if (text.startsWith("-")) {
      // Java reads years before Christ, too.
      return null;
    }
    for (DateTimeFormatter form : FORMS) {
      try {
        return instant(form.parse(text));
      } catch (DateTimeException e) {
        // The next form may fit.
      }
    }
    return null;
  }

  private static Instant instant(TemporalAccessor parsed) {
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneId zone = parsed.query(TemporalQueries.zone());
    return LocalDateTime.of(LocalDate.from(parsed), time == null ? LocalTime.MIDNIGHT : time)
        .atZone(zone == null ? MADRID : zone)
        .toInstant();
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Moments.instants();
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<ZoneOffset> offsets =
        Arbitraries.integers()
            .between(-18 * 60, 18 * 60)
            .map(m -> ZoneOffset.ofTotalSeconds(m * 60))
            .withoutEdgeCases();
    return Combinators.combine(Moments.instants(), offsets, Arbitraries.of(FORMS))
        .as((instant, offset, form) -> form.format(instant.atOffset(offset)));
  }

  @Provide
  Arbitrary<String> damagedTexts() {
    return texts().flatMap(Moments::damaged);
  }

  @Property
  void readsWhatJavaReads(@ForAll("texts") String text) {
    assertThat(READER.read(text)).isNotNull().isEqualTo(read(text));
  }

  @Property
  void refusesWhatJavaRefuses(@ForAll("damagedTexts") String text) {
    assertThat(READER.read(text)).isEqualTo(read(text));
  }

  @Property
  void writesWhatJavaWrites(@ForAll("instants") Instant instant) {
    assertThat(new IsoText(LocalZone.UTC).write(instant)).isEqualTo(instant.toString());
  }

  @Property
  void readsWhatItWrote(@ForAll("instants") Instant instant) {
    for (String zone : List.of("America/St_Johns", "+05:45", "UTC")) {
      LocalZone local = new LocalZone(ZoneId.of(zone));
      // Old offsets have seconds, which ISO 8601 has not.
      if (local.offset(instant).getTotalSeconds() % 60 == 0) {
        assertThat(READER.read(new IsoText(local).write(instant))).isEqualTo(instant);
      }
    }
  }
}
