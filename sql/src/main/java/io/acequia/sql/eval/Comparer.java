package io.acequia.sql.eval;

import io.acequia.sql.type.SqlType.Kind;
import java.util.Arrays;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Compares two values, neither of which is null. */
public enum Comparer {
  TEXTS {
    @Override
    public int compare(Object left, Object right) {
      return ((String) left).compareTo((String) right);
    }

    @Override
    public boolean equal(Object left, Object right) {
      return left.equals(right);
    }
  },
  LONGS {
    @Override
    public int compare(Object left, Object right) {
      return Long.compare(((Number) left).longValue(), ((Number) right).longValue());
    }
  },
  DOUBLES {
    /** Zeros are equal, and so are two that are no numbers, which are greater than all others. */
    @Override
    public int compare(Object left, Object right) {
      double first = ((Number) left).doubleValue();
      double second = ((Number) right).doubleValue();
      return first == second ? 0 : Double.compare(first, second);
    }
  },
  DECIMALS {
    @Override
    public int compare(Object left, Object right) {
      return Decimals.of(left).compareTo(Decimals.of(right));
    }
  },
  BOOLEANS {
    @Override
    public int compare(Object left, Object right) {
      return ((Boolean) left).compareTo((Boolean) right);
    }
  },
  TIMES {
    @Override
    public int compare(Object left, Object right) {
      return Long.compare(((Date) left).getTime(), ((Date) right).getTime());
    }
  },
  BYTES {
    @Override
    public int compare(Object left, Object right) {
      return Arrays.compareUnsigned(Bytes.of(left), Bytes.of(right));
    }
  },
  /** Arrays, maps and structs, which are equal or not, but not in any order. */
  DEEP {
    @Override
    public int compare(Object left, Object right) {
      throw new DataException(ValueKind.name(left) + " has no order");
    }

    @Override
    public boolean equal(Object left, Object right) {
      return DeepEquality.equal(left, right);
    }
  },
  /** Of which the kinds are known only now. */
  DYNAMIC {
    @Override
    public int compare(Object left, Object right) {
      return chosen(left, right).compare(left, right);
    }

    @Override
    public boolean equal(Object left, Object right) {
      return chosen(left, right).equal(left, right);
    }
  };

  /** Less than 0, 0 or more than 0. */
  public abstract int compare(Object left, Object right);

  public boolean equal(Object left, Object right) {
    return compare(left, right) == 0;
  }

  private static Comparer chosen(Object left, Object right) {
    Comparer comparer = of(ValueKind.of(left), ValueKind.of(right));
    if (comparer == null || comparer == DYNAMIC) {
      throw new DataException(
          "cannot compare " + ValueKind.name(left) + " with " + ValueKind.name(right));
    }
    return comparer;
  }

  /**
   * @return null if values of these kinds cannot be compared
   */
  public static @Nullable Comparer of(Kind left, Kind right) {
    if (left == Kind.ANY || right == Kind.ANY || left == Kind.NULL || right == Kind.NULL) {
      return DYNAMIC;
    }
    if (left.isNumeric() && right.isNumeric()) {
      return switch (Arithmetic.common(left, right)) {
        case INTEGER, BIGINT -> LONGS;
        case DECIMAL -> DECIMALS;
        default -> DOUBLES;
      };
    }
    if (left != right) {
      return isInstant(left) && isInstant(right)
          ? TIMES
          : isNested(left) && isNested(right) ? DEEP : null;
    }
    return switch (left) {
      case STRING -> TEXTS;
      case BOOLEAN -> BOOLEANS;
      case BYTES -> BYTES;
      case DATE, TIME, TIMESTAMP -> TIMES;
      default -> DEEP;
    };
  }

  private static boolean isInstant(Kind kind) {
    return kind == Kind.DATE || kind == Kind.TIMESTAMP;
  }

  private static boolean isNested(Kind kind) {
    return kind == Kind.MAP || kind == Kind.STRUCT;
  }
}
