package io.acequia.formats.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/** As what the numbers of JSON are read. All are {@code Long} where they are whole and fit. */
public enum JsonNumbers {
  /**
   * As Connect's converters without schema have and take them: fractions are {@code Double}, the
   * nearest one; whole numbers beyond 64 bits are refused.
   */
  CONNECT {
    @Override
    Number beyondLong(JsonParser parser) {
      throw new Misfit("is a number that does not fit 64 bits: it needs a schema or quotes");
    }

    @Override
    Number fraction(JsonParser parser) throws IOException {
      double value = parser.getDoubleValue();
      if (Double.isInfinite(value)) {
        throw new Misfit("is a number that does not fit a double: it needs a schema or quotes");
      }
      return value;
    }
  },

  /**
   * With all their digits: {@code Double} where at most {@link #SAFE_DIGITS} are written, without
   * exponent, otherwise {@code BigDecimal}; {@code BigInteger} beyond 64 bits.
   */
  LOSSLESS {
    @Override
    Number beyondLong(JsonParser parser) throws IOException {
      return parser.getBigIntegerValue();
    }

    @Override
    Number fraction(JsonParser parser) throws IOException {
      char[] text = parser.getTextCharacters();
      int offset = parser.getTextOffset();
      int length = parser.getTextLength();
      return isSafe(text, offset, length)
          ? (Number) parser.getDoubleValue()
          : bounded(new String(text, offset, length));
    }
  },

  /** As {@code BigDecimal}, for a schema that is applied afterwards. */
  DECIMAL {
    @Override
    Number beyondLong(JsonParser parser) throws IOException {
      return parser.getDecimalValue();
    }

    @Override
    Number fraction(JsonParser parser) throws IOException {
      return parser.getDecimalValue();
    }
  };

  /**
   * A decimal of so many digits is that of its nearest double again (C's {@code DBL_DIG}; ISO/IEC
   * 9899:2018, 5.2.4.2.2).
   */
  private static final int SAFE_DIGITS = 15;

  private static final int MAX_SCALE = 1_000;

  abstract Number beyondLong(JsonParser parser) throws IOException;

  abstract Number fraction(JsonParser parser) throws IOException;

  /** The number that is the parser's current token. */
  final Number of(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      return fraction(parser);
    }
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? beyondLong(parser)
        : (Number) parser.getLongValue();
  }

  private static boolean isSafe(char[] text, int offset, int length) {
    if (length > SAFE_DIGITS + 1) { // The point.
      return false;
    }
    for (int i = offset; i < offset + length; i++) {
      if (text[i] == 'e' || text[i] == 'E') {
        return false;
      }
    }
    return true;
  }

  /** A few characters such as 1e999999999 must not become a text of a billion digits. */
  private static BigDecimal bounded(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      if (Math.abs((long) number.scale()) <= MAX_SCALE) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Digits are what the parser has seen to: it is the exponent.
    }
    throw new Misfit("is a number with an exponent beyond " + MAX_SCALE);
  }
}
