package io.acequia.streams.transforms.aggregate;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * A total order of plain scalars. Numbers compare by their exact value whatever their types, with
 * NaN above all; equal ones Long before BigDecimal before Double, so that the least of several
 * equal values is the same one in every order of rows. Texts compare by their UTF-16 units, as
 * Java's do. Booleans come before numbers before texts: only lists of results ever mix them.
 */
final class ValueOrder implements Comparator<Object> {

  static final ValueOrder INSTANCE = new ValueOrder();

  private ValueOrder() {}

  /** Whether two values can be told apart by size at all. */
  static boolean comparable(Object left, Object right) {
    return family(left) == family(right);
  }

  @Override
  public int compare(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof Double a && right instanceof Double b) {
      return Double.compare(a, b);
    }
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return Boolean.compare(a, b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return compareNumbers(a, b);
    }
    return Integer.compare(family(left), family(right));
  }

  private static int compareNumbers(Number left, Number right) {
    boolean finite = Double.isFinite(left.doubleValue()) && Double.isFinite(right.doubleValue());
    int byValue =
        finite || (exact(left) && exact(right))
            ? decimal(left).compareTo(decimal(right))
            : Double.compare(left.doubleValue(), right.doubleValue());
    return byValue != 0 ? byValue : compareForms(left, right);
  }

  private static int compareForms(Number left, Number right) {
    int byType = Integer.compare(form(left), form(right));
    return byType == 0 && left instanceof BigDecimal a && right instanceof BigDecimal b
        ? Integer.compare(a.scale(), b.scale())
        : byType;
  }

  private static boolean exact(Number number) {
    return !(number instanceof Double);
  }

  private static BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    return number instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : new BigDecimal(number.doubleValue());
  }

  private static int form(Number number) {
    return number instanceof Long ? 0 : number instanceof BigDecimal ? 1 : 2;
  }

  private static int family(Object value) {
    return value instanceof Boolean ? 0 : value instanceof Number ? 1 : 2;
  }
}
