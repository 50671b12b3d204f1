package io.acequia.smt;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import io.acequia.commons.path.FieldPath;
import io.acequia.smt.time.TimeFormats;
import io.acequia.smt.timestamp.OnError;
import io.acequia.smt.timestamp.TimeTarget;
import io.acequia.smt.timestamp.TimestampLeaf;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link TimestampConvert}. */
final class TimestampConvertConfig extends AbstractConfig {

  static final String FIELDS = "fields";
  static final String FROM = "from";
  static final String FROM_ZONE = "from.zone";
  static final String FROM_FIRST_YEAR = "from.first.year";
  static final String TO = "to";
  static final String TO_FORMAT = "to.format";
  static final String TO_ZONE = "to.zone";
  static final String LOCALE = "locale";
  static final String ON_ERROR = "on.error";

  private static final String TEXT = "text";
  private static final String ISO = "iso8601";
  private static final int CENTURY = 2000;

  static final ConfigDef DEF = define();

  private static ConfigDef define() {
    ConfigDef def = new ConfigDef();
    ConfigGroup.in(def, "Fields")
        .optional(
            FIELDS,
            Type.LIST,
            List.of(),
            Validators.each(Validators.fieldPath()),
            Importance.HIGH,
            Width.LONG,
            "The fields to convert, as paths such as created_at, data.*.at or legs[*].departure;"
                + " empty for a key or value that is itself a time.")
        .optional(
            ON_ERROR,
            Type.STRING,
            Validators.spell(OnError.FAIL),
            Validators.oneOf(OnError.class),
            Importance.MEDIUM,
            Width.SHORT,
            "What becomes of a value in none of the formats: fail (the record), null (the field"
                + " becomes optional), or keep where the type stays the same or there is no"
                + " schema.");
    from(ConfigGroup.in(def, "From"));
    to(ConfigGroup.in(def, "To"));
    return def;
  }

  private static void from(ConfigGroup group) {
    group
        .optional(
            FROM,
            Type.STRING,
            ISO + " | epoch.ms",
            check("formats with | between", formats(CENTURY)::reader),
            Importance.HIGH,
            Width.LONG,
            "The formats of texts and numbers, with | between, tried in this order: iso8601,"
                + " rfc1123, epoch.s, epoch.ms, epoch.us, epoch.ns, auto (numbers by their size,"
                + " texts by ISO 8601 or RFC 1123) or a java.time pattern such as dd/MM/yyyy"
                + " HH:mm. Connect's own times need none.")
        .optional(
            FROM_ZONE,
            Type.STRING,
            "UTC",
            check("a zone such as Europe/Madrid", TimestampConvertConfig::zone),
            Importance.MEDIUM,
            Width.MEDIUM,
            "The zone of texts that name none, such as UTC, Europe/Madrid or +01:00; also of"
                + " Connect's dates and times of day.")
        .optional(
            FROM_FIRST_YEAR,
            Type.INT,
            CENTURY,
            Validators.between(0, 9_900),
            Importance.LOW,
            Width.SHORT,
            "The first of the hundred years that a year of two digits (yy) can be: with 2000, 85"
                + " is 2085; with 1950 it is 1985.");
  }

  private static void to(ConfigGroup group) {
    group
        .optional(
            TO,
            Type.STRING,
            "timestamp",
            check(
                "one of " + String.join(", ", TimeTarget.NAMES),
                name -> TimeTarget.of(name, ISO, formats(CENTURY))),
            Importance.HIGH,
            Width.SHORT,
            "What the fields become: timestamp, date or time (Connect's types; without a schema"
                + " texts in ISO 8601), epoch.s, epoch.ms, epoch.us or epoch.ns (an int64), or"
                + " text.")
        .optional(
            TO_FORMAT,
            Type.STRING,
            null,
            check("iso8601, rfc1123 or a java.time pattern", formats(CENTURY)::text),
            Importance.HIGH,
            Width.LONG,
            "The format of text: iso8601 (which is the default), rfc1123 or a java.time pattern"
                + " such as yyyy-MM-dd HH:mm:ss.SSS.")
        .optional(
            TO_ZONE,
            Type.STRING,
            "UTC",
            check("a zone such as Europe/Madrid", TimestampConvertConfig::zone),
            Importance.MEDIUM,
            Width.MEDIUM,
            "The zone in which texts, dates and times of day are written.")
        .optional(
            LOCALE,
            Type.STRING,
            "en",
            check("a language tag such as en or es-ES", TimestampConvertConfig::locale),
            Importance.LOW,
            Width.SHORT,
            "The language of the names of months and days in patterns, as a tag such as en, es-ES"
                + " or de.");
  }

  TimestampConvertConfig(Map<String, ?> settings) {
    super(DEF, settings, false);
    if (getString(TO_FORMAT) != null && !getString(TO).strip().equalsIgnoreCase(TEXT)) {
      throw new ConfigException(
          TO_FORMAT, getString(TO_FORMAT), "is used only if " + TO + " is " + TEXT);
    }
  }

  List<FieldPath> fields() {
    return getList(FIELDS).stream().map(FieldPath::parse).toList();
  }

  TimestampLeaf leaf() {
    Locale locale = locale(getString(LOCALE));
    ZoneId zone = zone(getString(FROM_ZONE));
    TimeFormats from = new TimeFormats(zone, locale, getInt(FROM_FIRST_YEAR));
    TimeFormats to = new TimeFormats(zone(getString(TO_ZONE)), locale, CENTURY);
    String format = getString(TO_FORMAT) == null ? ISO : getString(TO_FORMAT);
    return new TimestampLeaf(
        from.reader(getString(FROM)),
        zone,
        TimeTarget.of(getString(TO), format, to),
        Validators.parse(OnError.class, getString(ON_ERROR)));
  }

  private static TimeFormats formats(int firstYear) {
    return new TimeFormats(ZoneId.of("UTC"), Locale.ENGLISH, firstYear);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is not a zone: " + e.getMessage(), e);
    }
  }

  private static Locale locale(String tag) {
    try {
      return new Locale.Builder().setLanguageTag(tag.strip()).build();
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException("is not a language tag: " + e.getMessage(), e);
    }
  }

  private static Validator check(String description, Consumer<String> parse) {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text) {
            try {
              parse.accept(text);
            } catch (IllegalArgumentException e) {
              throw new ConfigException(key, value, e.getMessage());
            }
          }
        },
        () -> description);
  }
}
