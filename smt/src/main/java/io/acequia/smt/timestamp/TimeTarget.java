package io.acequia.smt.timestamp;

import io.acequia.smt.time.EpochUnit;
import io.acequia.smt.time.TimeFormats;
import io.acequia.smt.time.TimeText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** What moments become. Immutable. */
public final class TimeTarget {

  /** All names, in the order in which messages show them. */
  public static final List<String> NAMES =
      List.of("timestamp", "date", "time", "epoch.s", "epoch.ms", "epoch.us", "epoch.ns", "text");

  private final Supplier<SchemaBuilder> schema;
  private final Function<Instant, Object> typed;
  private final Function<Instant, Object> plain;

  private TimeTarget(
      Supplier<SchemaBuilder> schema,
      Function<Instant, Object> typed,
      Function<Instant, Object> plain) {
    this.schema = schema;
    this.typed = typed;
    this.plain = plain;
  }

  /**
   * @param name one of {@link #NAMES}, in any case
   * @param format of {@code text}
   * @param formats give the zone in which dates, times of day and texts are written
   * @throws IllegalArgumentException if the name or the format is none
   */
  public static TimeTarget of(String name, String format, TimeFormats formats) {
    ZoneId zone = formats.zone();
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "timestamp" -> {
        TimeText utc = new TimeFormats(ZoneId.of("UTC"), Locale.ROOT, 2000).text("iso8601");
        yield new TimeTarget(Timestamp::builder, Date::from, utc::write);
      }
      case "date" ->
          new TimeTarget(
              org.apache.kafka.connect.data.Date::builder,
              instant -> new Date(TimeUnit.DAYS.toMillis(day(instant, zone).toEpochDay())),
              instant -> day(instant, zone).toString());
      case "time" ->
          new TimeTarget(
              Time::builder,
              instant ->
                  new Date(TimeUnit.NANOSECONDS.toMillis(clock(instant, zone).toNanoOfDay())),
              instant -> DateTimeFormatter.ISO_LOCAL_TIME.format(clock(instant, zone)));
      case "epoch.s" -> epoch(EpochUnit.S);
      case "epoch.ms" -> epoch(EpochUnit.MS);
      case "epoch.us" -> epoch(EpochUnit.US);
      case "epoch.ns" -> epoch(EpochUnit.NS);
      case "text" -> {
        TimeText text = formats.text(format);
        yield new TimeTarget(SchemaBuilder::string, text::write, text::write);
      }
      default -> throw new IllegalArgumentException("must be one of " + String.join(", ", NAMES));
    };
  }

  private static TimeTarget epoch(EpochUnit unit) {
    return new TimeTarget(SchemaBuilder::int64, unit::count, unit::count);
  }

  private static LocalDate day(Instant instant, ZoneId zone) {
    return instant.atZone(zone).toLocalDate();
  }

  private static LocalTime clock(Instant instant, ZoneId zone) {
    return instant.atZone(zone).toLocalTime();
  }

  /** A new builder of the schema that {@link #typed} conforms to. */
  SchemaBuilder schema() {
    return schema.get();
  }

  /** Whether values that conform to a schema conform to that of this target, too. */
  boolean accepts(Schema before) {
    SchemaBuilder after = schema();
    return before.type() == after.type()
        && (before.type() == Schema.Type.STRING || Objects.equals(before.name(), after.name()));
  }

  /**
   * In Connect's types.
   *
   * @throws ArithmeticException or {@link java.time.DateTimeException} or {@link
   *     IllegalArgumentException} if the type cannot hold this moment
   */
  Object typed(Instant instant) {
    return typed.apply(instant);
  }

  /**
   * For a record without schema: a text or number, which every converter can write.
   *
   * @throws ArithmeticException or {@link java.time.DateTimeException} if there is none for this
   *     moment
   */
  Object plain(Instant instant) {
    return plain.apply(instant);
  }
}
