package io.acequia.sql.library.number;

import static io.acequia.sql.function.Parameters.number;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.Parameter;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Distances on the earth. */
final class GeoFunctions {

  /** The mean radius in kilometres (IUGG). */
  private static final double EARTH = 6371.0088;

  private static final double KILOMETRES_PER_MILE = 1.609344;

  private GeoFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("GEO_DISTANCE")
        .means(
            "The distance between two points, given in degrees, along the surface of a sphere: in"
                + " 'km' (by default) or 'mi'. Off by up to 0.5 %, since the earth is no sphere.")
        .example("ROUND(GEO_DISTANCE(40.64, -73.78, 33.94, -118.41))")
        .takesAll(
            number("latitude1"),
            number("longitude1"),
            number("latitude2"),
            number("longitude2"),
            unit("unit").orElse(1.0))
        .gives(
            SqlType.DOUBLE,
            values ->
                distance(
                        degrees(values[0], 1, 90),
                        degrees(values[1], 2, 180),
                        degrees(values[2], 3, 90),
                        degrees(values[3], 4, 180))
                    / (Double) Objects.requireNonNull(values[4]));
  }

  /** Kilometres of a unit. */
  private static Parameter<Double> unit(String name) {
    return Parameter.of(
        name,
        "a unit of length",
        Set.of(Kind.STRING),
        (place, argument) ->
            value -> {
              String unit = value instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
              return switch (unit) {
                case "km", "kilometers", "kilometres" -> 1.0;
                case "mi", "miles" -> KILOMETRES_PER_MILE;
                default -> throw place.invalid("must be 'km' or 'mi'");
              };
            });
  }

  private static double degrees(@Nullable Object number, int position, int most) {
    double degrees = ((Number) Objects.requireNonNull(number)).doubleValue();
    if (!(Math.abs(degrees) <= most)) {
      throw new DataException(
          "argument " + position + " of GEO_DISTANCE must be from -" + most + " to " + most);
    }
    return degrees;
  }

  /** In kilometres, by the haversine formula. */
  private static double distance(double lat1, double lon1, double lat2, double lon2) {
    double sinLat = Math.sin(Math.toRadians(lat2 - lat1) / 2);
    double sinLon = Math.sin(Math.toRadians(lon2 - lon1) / 2);
    double a =
        sinLat * sinLat
            + Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2)) * sinLon * sinLon;
    return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(a)));
  }
}
