package io.acequia.smt.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Chooses what a JSON number becomes. */
final class JsonNumber {

  /** Decimals of so many digits come back from a double as they were (IEEE 754, binary64). */
  private static final int SAFE_DIGITS = 15;

  /** Of a decimal; a short text such as 1e999999999 must not make a number of gigabytes. */
  static final int LARGEST_SCALE = 1_000;

  private final BigNumbers big;

  JsonNumber(BigNumbers big) {
    this.big = big;
  }

  /** The number at the parser, or null if it has to be refused. */
  @Nullable Object of(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? big(parser.getText())
          : (Object) parser.getLongValue();
    }
    if (parser.getTextLength() <= SAFE_DIGITS && !hasExponent(parser)) {
      return parser.getDoubleValue();
    }
    String text = parser.getText();
    double value = Double.parseDouble(text);
    return survives(text, value) ? (Object) value : big(text);
  }

  private static boolean hasExponent(JsonParser parser) throws IOException {
    char[] text = parser.getTextCharacters();
    int end = parser.getTextOffset() + parser.getTextLength();
    for (int i = parser.getTextOffset(); i < end; i++) {
      if ((text[i] | 0x20) == 'e') {
        return true;
      }
    }
    return false;
  }

  /** Whether the double, printed with as many digits, is the text's number again. */
  private static boolean survives(String text, double value) {
    if (Double.isInfinite(value)) {
      return false;
    }
    BigDecimal exact = decimal(text);
    if (exact == null) {
      return false;
    }
    MathContext digits = new MathContext(exact.precision(), RoundingMode.HALF_EVEN);
    return new BigDecimal(value).round(digits).compareTo(exact) == 0;
  }

  private @Nullable Object big(String text) {
    return switch (big) {
      case FAIL -> null;
      case TEXT -> text;
      case DOUBLE -> finite(Double.parseDouble(text));
      case DECIMAL -> bounded(decimal(text));
    };
  }

  private static @Nullable Double finite(double value) {
    return Double.isInfinite(value) ? null : (Double) value;
  }

  private static @Nullable BigDecimal bounded(@Nullable BigDecimal value) {
    return value == null || Math.abs((long) value.scale()) > LARGEST_SCALE ? null : value;
  }

  private static @Nullable BigDecimal decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null; // An exponent beyond the int range.
    }
  }
}
