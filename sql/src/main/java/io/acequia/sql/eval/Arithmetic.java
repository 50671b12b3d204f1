package io.acequia.sql.eval;

import io.acequia.sql.syntax.Operator;
import io.acequia.sql.type.SqlType.Kind;
import java.math.BigDecimal;
import org.apache.kafka.connect.errors.DataException;

/**
 * + - * / % of two numbers, each family on its own: what overflows has no result, whole numbers
 * divide to whole numbers. As in PostgreSQL.
 */
public final class Arithmetic {

  private Arithmetic() {}

  /** Of two values that are not null. */
  @FunctionalInterface
  public interface Function {
    Object apply(Object left, Object right);
  }

  /** The family in which two numbers meet. */
  public static Kind common(Kind left, Kind right) {
    if (left == right) {
      return left;
    }
    if (isBinary(left) || isBinary(right)) {
      return Kind.DOUBLE;
    }
    return left == Kind.DECIMAL || right == Kind.DECIMAL ? Kind.DECIMAL : Kind.BIGINT;
  }

  private static boolean isBinary(Kind kind) {
    return kind == Kind.REAL || kind == Kind.DOUBLE;
  }

  /**
   * @param family what {@link #common} gives
   */
  public static Function of(Operator operator, Kind family) {
    return switch (family) {
      case INTEGER ->
          (left, right) -> integer(longs(operator, longOf(left), longOf(right), Integer.MIN_VALUE));
      case BIGINT -> (left, right) -> longs(operator, longOf(left), longOf(right), Long.MIN_VALUE);
      case DECIMAL -> (left, right) -> decimals(operator, Decimals.of(left), Decimals.of(right));
      case REAL ->
          (left, right) -> {
            double wide = doubles(operator, doubleOf(left), doubleOf(right));
            float result = (float) wide;
            if (Float.isInfinite(result) && !Double.isInfinite(wide)) {
              throw new DataException("REAL out of range");
            }
            return result;
          };
      default -> (left, right) -> doubles(operator, doubleOf(left), doubleOf(right));
    };
  }

  /** For values of which the kind is not known before. */
  public static Function dynamic(Operator operator) {
    return (left, right) -> {
      Kind first = ValueKind.of(left);
      Kind second = ValueKind.of(right);
      if (!first.isNumeric() || !second.isNumeric()) {
        throw new DataException(
            operator
                + " needs numbers, not "
                + ValueKind.name(left)
                + " and "
                + ValueKind.name(right));
      }
      Kind family = common(first, second);
      return switch (family) {
        case INTEGER -> integer(longs(operator, longOf(left), longOf(right), Integer.MIN_VALUE));
        case BIGINT -> longs(operator, longOf(left), longOf(right), Long.MIN_VALUE);
        case DECIMAL -> decimals(operator, Decimals.of(left), Decimals.of(right));
        case REAL -> (float) doubles(operator, doubleOf(left), doubleOf(right));
        default -> doubles(operator, doubleOf(left), doubleOf(right));
      };
    };
  }

  /** Unary minus of a number. */
  public static Object negate(Object number) {
    return switch (ValueKind.of(number)) {
      case INTEGER -> integer(-longOf(number));
      case BIGINT -> {
        if (longOf(number) == Long.MIN_VALUE) {
          throw new DataException("BIGINT out of range");
        }
        yield -longOf(number);
      }
      case REAL -> -((Number) number).floatValue();
      case DOUBLE -> -doubleOf(number);
      case DECIMAL -> Decimals.of(number).negate();
      default -> throw new DataException("- needs a number, not " + ValueKind.name(number));
    };
  }

  static long longOf(Object number) {
    return ((Number) number).longValue();
  }

  static double doubleOf(Object number) {
    return ((Number) number).doubleValue();
  }

  private static Integer integer(long value) {
    if ((int) value != value) {
      throw new DataException("INTEGER out of range");
    }
    return (int) value;
  }

  private static long longs(Operator operator, long left, long right, long least) {
    try {
      return switch (operator) {
        case ADD -> Math.addExact(left, right);
        case SUBTRACT -> Math.subtractExact(left, right);
        case MULTIPLY -> Math.multiplyExact(left, right);
        case DIVIDE -> {
          refuseZero(right == 0);
          if (left == least && right == -1) {
            throw new DataException(
                (least == Long.MIN_VALUE ? "BIGINT" : "INTEGER") + " out of range");
          }
          yield left / right;
        }
        case REMAINDER -> {
          refuseZero(right == 0);
          yield left % right;
        }
        default -> throw new IllegalArgumentException(operator.toString());
      };
    } catch (ArithmeticException e) {
      throw new DataException("BIGINT out of range", e);
    }
  }

  private static double doubles(Operator operator, double left, double right) {
    double result =
        switch (operator) {
          case ADD -> left + right;
          case SUBTRACT -> left - right;
          case MULTIPLY -> left * right;
          case DIVIDE -> {
            refuseZero(right == 0);
            yield left / right;
          }
          case REMAINDER -> {
            refuseZero(right == 0);
            yield left % right;
          }
          default -> throw new IllegalArgumentException(operator.toString());
        };
    if (Double.isInfinite(result) && !Double.isInfinite(left) && !Double.isInfinite(right)) {
      throw new DataException("DOUBLE out of range");
    }
    return result;
  }

  private static BigDecimal decimals(Operator operator, BigDecimal left, BigDecimal right) {
    return Decimals.bounded(
        switch (operator) {
          case ADD -> left.add(right);
          case SUBTRACT -> left.subtract(right);
          case MULTIPLY -> left.multiply(right);
          case DIVIDE -> {
            refuseZero(right.signum() == 0);
            yield Decimals.divide(left, right);
          }
          case REMAINDER -> {
            refuseZero(right.signum() == 0);
            yield left.remainder(right);
          }
          default -> throw new IllegalArgumentException(operator.toString());
        });
  }

  private static void refuseZero(boolean zero) {
    if (zero) {
      throw new DataException("division by zero");
    }
  }
}
