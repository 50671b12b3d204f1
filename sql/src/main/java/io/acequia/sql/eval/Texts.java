package io.acequia.sql.eval;

import io.acequia.sql.json.JsonWriter;
import io.acequia.sql.time.IsoTimestamp;
import io.acequia.sql.type.SqlType.Kind;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;

/** Values as text: what CAST to VARCHAR and || show. */
public final class Texts {

  private Texts() {}

  /**
   * @param kind what the value is; {@link Kind#ANY} if that is not known
   * @throws DataException if bytes are not UTF-8, or a value has no text
   */
  public static String of(Object value, Kind kind) {
    if (value instanceof String text) {
      return text;
    }
    return switch (ValueKind.of(value)) {
      case INTEGER, BIGINT -> value.toString();
      case REAL, DOUBLE -> ofNumber(value);
      case DECIMAL -> Decimals.of(value).toPlainString();
      case BOOLEAN -> value.toString();
      case TIMESTAMP -> ofTime((Date) value, kind);
      case BYTES -> ofBytes(Bytes.of(value));
      case ARRAY, MAP, STRUCT -> JsonWriter.write(value, null);
      default -> throw new DataException(ValueKind.name(value) + " has no text");
    };
  }

  private static String ofTime(Date value, Kind kind) {
    return switch (kind) {
      case DATE -> IsoTimestamp.formatDate(value.getTime());
      case TIME -> IsoTimestamp.formatTime(value.getTime());
      default -> IsoTimestamp.format(value.getTime());
    };
  }

  private static String ofBytes(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new DataException("BYTES are not UTF-8", e);
    }
  }

  /** A Float or Double as PostgreSQL writes it: 1, 0.1, 1e+20, NaN, Infinity. */
  static String ofNumber(Object number) {
    String java = number.toString();
    boolean single = number instanceof Float;
    double value = ((Number) number).doubleValue();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return java;
    }
    if (value == 0) {
      return java.startsWith("-") ? "-0" : "0";
    }
    BigDecimal digits = new BigDecimal(java).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < (single ? 6 : 15)) {
      return digits.toPlainString();
    }
    String unscaled = digits.unscaledValue().abs().toString();
    String fraction = unscaled.length() > 1 ? "." + unscaled.substring(1) : "";
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return (digits.signum() < 0 ? "-" : "")
        + unscaled.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + power;
  }
}
