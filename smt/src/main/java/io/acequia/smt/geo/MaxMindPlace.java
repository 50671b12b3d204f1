package io.acequia.smt.geo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record of a City or Country database in MaxMind's layout, which DB-IP has too. */
record MaxMindPlace(Map<?, ?> record, String language) implements Place {

  @Override
  public @Nullable Object part(GeoPart part) {
    return switch (part) {
      case CITY -> name(record.get("city"));
      case REGION -> name(first(record.get("subdivisions")));
      case COUNTRY -> name(record.get("country"));
      case COUNTRY_CODE -> in(record.get("country"), "iso_code");
      case LATITUDE -> in(record.get("location"), "latitude");
      case LONGITUDE -> in(record.get("location"), "longitude");
      case TIMEZONE -> in(record.get("location"), "time_zone");
      case DISTANCE_KM, POPULATION -> null;
    };
  }

  /** In the language that was asked for, or else in English. */
  private @Nullable Object name(@Nullable Object place) {
    Object names = in(place, "names");
    Object name = in(names, language);
    return name == null ? in(names, "en") : name;
  }

  private static @Nullable Object first(@Nullable Object list) {
    return list instanceof List<?> all && !all.isEmpty() ? all.get(0) : null;
  }

  private static @Nullable Object in(@Nullable Object map, String key) {
    return map instanceof Map<?, ?> known ? known.get(key) : null;
  }
}
