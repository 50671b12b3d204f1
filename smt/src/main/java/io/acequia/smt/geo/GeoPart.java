package io.acequia.smt.geo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What is known of a place. */
public enum GeoPart {
  CITY(Schema.OPTIONAL_STRING_SCHEMA),
  /** The first level below the country, such as a state. */
  REGION(Schema.OPTIONAL_STRING_SCHEMA),
  /** In English. */
  COUNTRY(Schema.OPTIONAL_STRING_SCHEMA),
  /** ISO 3166-1 alpha-2. */
  COUNTRY_CODE(Schema.OPTIONAL_STRING_SCHEMA),
  /** Of the place, in degrees. */
  LATITUDE(Schema.OPTIONAL_FLOAT64_SCHEMA),
  /** Of the place, in degrees. */
  LONGITUDE(Schema.OPTIONAL_FLOAT64_SCHEMA),
  /** From the coordinates asked for; unknown for an IP address. */
  DISTANCE_KM(Schema.OPTIONAL_FLOAT64_SCHEMA),
  /** Unknown for an IP address. */
  POPULATION(Schema.OPTIONAL_INT64_SCHEMA),
  /** Such as Europe/Zurich. */
  TIMEZONE(Schema.OPTIONAL_STRING_SCHEMA);

  // A schema of Connect is immutable, although nothing says so to the compiler.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Schema schema;

  GeoPart(Schema schema) {
    this.schema = schema;
  }

  /** As in configurations, statements and records: {@code country_code}. */
  public String field() {
    return name().toLowerCase(Locale.ROOT);
  }

  Schema schema() {
    return schema;
  }

  /** All names, in order. */
  public static List<String> fields() {
    return Stream.of(values()).map(GeoPart::field).toList();
  }

  /** The part of this name, or null. */
  static @Nullable GeoPart find(String field) {
    for (GeoPart part : values()) {
      if (part.field().equals(field)) {
        return part;
      }
    }
    return null;
  }

  /** The parts of these names, which a {@link #validator} has let pass. */
  public static List<GeoPart> parse(List<String> fields) {
    return fields.stream().map(field -> valueOf(field.strip().toUpperCase(Locale.ROOT))).toList();
  }

  /** A list of at least one part, each at most once. */
  public static Validator validator() {
    return LambdaValidator.with(
        (key, value) -> {
          if (!(value instanceof List<?> fields) || fields.isEmpty()) {
            throw new ConfigException(key, value, "must name at least one part");
          }
          for (Object field : fields) {
            if (find(String.valueOf(field).strip()) == null) {
              throw new ConfigException(key, value, "must be some of " + fields());
            }
          }
          if (fields.stream().distinct().count() < fields.size()) {
            throw new ConfigException(key, value, "names a part twice");
          }
        },
        () -> "some of " + fields());
  }
}
