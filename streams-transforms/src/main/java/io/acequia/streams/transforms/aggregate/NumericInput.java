package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.PlainValue;
import java.math.BigDecimal;
import org.apache.kafka.connect.errors.DataException;

/** Turns the values of one field into numbers: Long, Double or BigDecimal. */
record NumericInput(String field, boolean textAllowed) {

  /** Longer texts are no numbers, whatever they spell. */
  private static final int LONGEST = 100;

  Number number(Object value) {
    if (value instanceof Number number) {
      return PlainValue.number(number, field);
    }
    if (textAllowed && value instanceof String text) {
      return parse(text.strip());
    }
    throw PlainValue.unsupported(value, field);
  }

  double asDouble(Object value) {
    return value instanceof Double number ? number : number(value).doubleValue();
  }

  private Number parse(String text) {
    if (text.length() <= LONGEST) {
      try {
        BigDecimal decimal = new BigDecimal(text);
        PlainValue.number(decimal, field);
        return decimal.scale() == 0 && decimal.unscaledValue().bitLength() < Long.SIZE
            ? decimal.longValue()
            : decimal;
      } catch (NumberFormatException e) {
        throw new DataException("The field '%s' has a text that is no number".formatted(field), e);
      }
    }
    throw new DataException("The field '%s' has a text that is no number".formatted(field));
  }
}
