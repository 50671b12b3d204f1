package io.acequia.sql.json;

import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Any value as text, as functions show it that join whatever they are given. */
public final class ValueText {

  /** More digits than that are written with an exponent: 1E1000000 is a megabyte without. */
  private static final int MOST_DIGITS = 1_000;

  private ValueText() {}

  /**
   * Text and numbers as they are, dates and times in ISO 8601, bytes in base64, anything nested as
   * JSON.
   *
   * @param schema of the value; null if it has none
   * @throws DataException if the value is not of Connect's classes
   */
  public static String of(Object value, @Nullable Schema schema) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof BigDecimal decimal) {
      return Math.abs((long) decimal.scale()) > MOST_DIGITS
          ? decimal.toString()
          : decimal.toPlainString();
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Date date) {
      return JsonWriter.date(date, schema);
    }
    String json = JsonWriter.write(value, schema);
    boolean nested = value instanceof Map || value instanceof List || value instanceof Struct;
    return nested ? json : json.substring(1, json.length() - 1);
  }
}
