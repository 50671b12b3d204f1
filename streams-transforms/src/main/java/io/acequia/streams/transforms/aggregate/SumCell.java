package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * Count, sum and mean of one field. Whole numbers and decimals are summed exactly, doubles
 * compensated and apart from them, so that no result depends on the order of rows (doubles: beyond
 * the last digit). A sum in which a double took part is a Double.
 */
final class SumCell implements Cell {

  private static final int DOUBLES = 1;
  private static final int DECIMALS = 2;
  private static final int CARRY = 4;

  /** Up to here every whole number is a double. */
  private static final long EXACT_DOUBLE = 1L << 53;

  private final NumericInput input;
  private final DoubleSum doubles = new DoubleSum();
  private long count;
  private long whole;

  /** Decimals, and what a long could not hold; null when there was nothing of both. */
  private @Nullable BigDecimal carry;

  private boolean sawDouble;
  private boolean sawDecimal;

  SumCell(String field, boolean numericText) {
    input = new NumericInput(field, numericText);
  }

  @Override
  public void add(Object value, long timestamp, long offset) {
    if (value instanceof Long number) {
      addWhole(number);
    } else {
      Number number = input.number(value);
      if (number instanceof Long same) {
        addWhole(same);
      } else if (number instanceof Double same) {
        doubles.add(same);
        sawDouble = true;
      } else {
        carry((BigDecimal) number);
        sawDecimal = true;
      }
    }
    count++;
  }

  private void addWhole(long value) {
    long next = whole + value;
    if (((whole ^ next) & (value ^ next)) < 0) {
      carry(BigDecimal.valueOf(whole));
      whole = value;
    } else {
      whole = next;
    }
  }

  private void carry(BigDecimal value) {
    carry = carry == null ? value : carry.add(value);
  }

  @Override
  public void merge(Cell later) {
    SumCell other = (SumCell) later;
    count += other.count;
    addWhole(other.whole);
    if (other.carry != null) {
      carry(other.carry);
    }
    doubles.add(other.doubles);
    sawDouble |= other.sawDouble;
    sawDecimal |= other.sawDecimal;
  }

  @Override
  public void clear() {
    count = 0;
    whole = 0;
    carry = null;
    doubles.clear();
    sawDouble = false;
    sawDecimal = false;
  }

  @Override
  public void write(StateWriter out) {
    int flags =
        (sawDouble ? DOUBLES : 0) | (sawDecimal ? DECIMALS : 0) | (carry != null ? CARRY : 0);
    out.writeByte(flags).writeUnsigned(count).writeSigned(whole);
    if (carry != null) {
      out.writeDecimal(carry);
    }
    if (sawDouble) {
      doubles.write(out);
    }
  }

  @Override
  public void read(StateReader in) {
    int flags = in.readByte();
    if (flags > (DOUBLES | DECIMALS | CARRY)) {
      throw in.broken("a sum has unknown parts");
    }
    count = in.readUnsigned();
    whole = in.readSigned();
    carry = (flags & CARRY) != 0 ? in.readDecimal() : null;
    sawDecimal = (flags & DECIMALS) != 0;
    sawDouble = (flags & DOUBLES) != 0;
    doubles.clear();
    if (sawDouble) {
      doubles.read(in);
    }
  }

  @Override
  public @Nullable Object result(AggregateSpec spec) {
    if (spec.op() == AggregateOp.COUNT) {
      return count;
    }
    if (count == 0) {
      return null;
    }
    Number sum = sum();
    return spec.op() == AggregateOp.SUM ? sum : mean(sum);
  }

  private Number sum() {
    if (sawDouble) {
      return carry == null && whole == 0
          ? doubles.value()
          : doubles.valueWith(exact().doubleValue());
    }
    if (carry == null) {
      return whole;
    }
    BigDecimal exact = exact();
    boolean fits = !sawDecimal && exact.unscaledValue().bitLength() < Long.SIZE;
    return fits ? (Number) exact.longValue() : exact;
  }

  private BigDecimal exact() {
    BigDecimal wholes = BigDecimal.valueOf(whole);
    return carry == null ? wholes : carry.add(wholes);
  }

  private Number mean(Number sum) {
    if (sum instanceof Double number) {
      return number / count;
    }
    if (sum instanceof Long number && Math.abs(number) <= EXACT_DOUBLE) {
      return (double) number / count;
    }
    BigDecimal mean = exact().divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
    return sawDecimal ? (Number) mean.stripTrailingZeros() : mean.doubleValue();
  }
}
