package io.acequia.sql.bind;

import io.acequia.sql.eval.Code;
import io.acequia.sql.eval.Comparer;
import io.acequia.sql.syntax.Operator;
import io.acequia.sql.syntax.Place;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Comparisons of two terms, unknown if either is null. */
final class Comparisons {

  private Comparisons() {}

  /** What a difference in order, as of compareTo, means. */
  @FunctionalInterface
  private interface Verdict {
    boolean of(int order);
  }

  static Code code(Operator operator, Comparer comparer, Term left, Term right, Place place) {
    return switch (operator) {
      case EQUAL -> equality(comparer, left, right, true, place);
      case NOT_EQUAL -> equality(comparer, left, right, false, place);
      case DISTINCT -> distinct(comparer, left.code(), right.code(), true, place);
      case NOT_DISTINCT -> distinct(comparer, left.code(), right.code(), false, place);
      case LESS -> order(comparer, left.code(), right.code(), order -> order < 0, place);
      case LESS_OR_EQUAL -> order(comparer, left.code(), right.code(), order -> order <= 0, place);
      case GREATER -> order(comparer, left.code(), right.code(), order -> order > 0, place);
      default -> order(comparer, left.code(), right.code(), order -> order >= 0, place);
    };
  }

  private static Code equality(
      Comparer comparer, Term left, Term right, boolean expected, Place place) {
    Object constant = right.constant() ? right.value() : null;
    if (constant instanceof String text) {
      return equalsText(comparer, left.code(), text, expected, place);
    }
    Code first = left.code();
    Code second = right.code();
    return row -> {
      Object a = first.eval(row);
      Object b = second.eval(row);
      return a == null || b == null ? null : equal(comparer, a, b, place) == expected;
    };
  }

  /** The most frequent one: a field beside a text literal. */
  private static Code equalsText(
      Comparer comparer, Code left, String text, boolean expected, Place place) {
    return row -> {
      Object value = left.eval(row);
      if (value instanceof String string) {
        return string.equals(text) == expected;
      }
      return value == null ? null : equal(comparer, value, text, place) == expected;
    };
  }

  private static Code distinct(
      Comparer comparer, Code left, Code right, boolean expected, Place place) {
    return row -> {
      Object a = left.eval(row);
      Object b = right.eval(row);
      return (a == null || b == null ? a != b : !equal(comparer, a, b, place)) == expected;
    };
  }

  private static Code order(
      Comparer comparer, Code left, Code right, Verdict verdict, Place place) {
    return row -> {
      Object a = left.eval(row);
      Object b = right.eval(row);
      return a == null || b == null ? null : verdict.of(compare(comparer, a, b, place));
    };
  }

  static boolean equal(Comparer comparer, Object left, Object right, Place place) {
    try {
      return comparer.equal(left, right);
    } catch (DataException e) {
      throw Failures.at(place, e);
    }
  }

  static int compare(Comparer comparer, Object left, Object right, Place place) {
    try {
      return comparer.compare(left, right);
    } catch (DataException e) {
      throw Failures.at(place, e);
    }
  }

  /** NOT of what may be unknown. */
  static @Nullable Boolean not(@Nullable Boolean value) {
    return value == null ? null : !value;
  }
}
