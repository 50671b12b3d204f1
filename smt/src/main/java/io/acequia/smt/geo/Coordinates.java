package io.acequia.smt.geo;

import org.apache.kafka.connect.errors.DataException;

/** Reads coordinates from values; messages never show these. */
final class Coordinates {

  private static final int LONGEST = 64;

  private Coordinates() {}

  /**
   * Degrees from -90 to 90.
   *
   * @throws DataException if the value is something else
   */
  static double latitude(String name, Object value) {
    return degrees(name, value, 90);
  }

  /**
   * Degrees from -180 to 180.
   *
   * @throws DataException if the value is something else
   */
  static double longitude(String name, Object value) {
    return degrees(name, value, 180);
  }

  private static double degrees(String name, Object value, int limit) {
    double degrees;
    if (value instanceof Number number) {
      degrees = number.doubleValue();
    } else if (value instanceof String text) {
      degrees = parse(name, text);
    } else {
      throw new DataException(
          "'" + name + "' is no number of degrees, but a " + value.getClass().getName());
    }
    // Also refuses what is not a number.
    if (!(Math.abs(degrees) <= limit)) {
      throw new DataException("'" + name + "' is not between -" + limit + " and " + limit);
    }
    return degrees;
  }

  private static double parse(String name, String text) {
    try {
      if (text.length() <= LONGEST) {
        return Double.parseDouble(text);
      }
    } catch (NumberFormatException e) {
      // Refused below, like a text that is too long: the cause would show the text.
    }
    throw new DataException("'" + name + "' is a text that is not a number of degrees");
  }
}
