package io.acequia.sql.bind;

import io.acequia.sql.eval.Casts;
import io.acequia.sql.eval.Code;
import io.acequia.sql.eval.TimePart;
import io.acequia.sql.eval.ValueKind;
import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Operator;
import io.acequia.sql.syntax.Place;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;

/** Arithmetic with times, and EXTRACT. */
final class TimeBinder {

  private static final long DAY_MILLIS = 86_400_000;

  private final Binder binder;

  TimeBinder(Binder binder) {
    this.binder = binder;
  }

  /** A time and an INTERVAL. */
  Term shifted(Expr.Binary binary) {
    boolean right = binary.right() instanceof Expr.Interval;
    Operator operator = binary.operator();
    Expr base = right ? binary.left() : binary.right();
    Expr.Interval interval = (Expr.Interval) (right ? binary.right() : binary.left());
    boolean possible =
        !(base instanceof Expr.Interval)
            && (operator == Operator.ADD || (operator == Operator.SUBTRACT && right));
    if (!possible) {
      throw interval.place().error("INTERVAL can only be added to or subtracted from a time");
    }
    Term time = binder.bind(base);
    if (time.kind() != Kind.TIMESTAMP && time.kind() != Kind.DATE && !time.type().isOpen()) {
      throw binary.place().error("INTERVAL goes with a TIMESTAMP or DATE, not " + time.kind());
    }
    int sign = operator == Operator.ADD ? 1 : -1;
    Code code = time.code();
    return Term.of(
            SqlType.TIMESTAMP,
            row -> {
              Object value = code.eval(row);
              return value == null ? null : shift(value, interval, sign, binary.place());
            })
        .folded(time.constant());
  }

  private static Date shift(Object value, Expr.Interval interval, int sign, Place place) {
    if (!(value instanceof Date date)) {
      throw Failures.at(
          place, "INTERVAL goes with a TIMESTAMP or DATE, not " + ValueKind.name(value));
    }
    try {
      long millis =
          interval.months() == 0
              ? date.getTime()
              : date.toInstant()
                  .atOffset(ZoneOffset.UTC)
                  .plusMonths(Math.multiplyExact(sign, interval.months()))
                  .toInstant()
                  .toEpochMilli();
      return new Date(Math.addExact(millis, Math.multiplyExact(sign, interval.millis())));
    } catch (DateTimeException | ArithmeticException e) {
      throw Failures.at(place, new DataException("TIMESTAMP out of range", e));
    }
  }

  /** Whether it is a DATE and a number of days, or two DATEs. */
  boolean isDays(Operator operator, Term left, Term right) {
    if (left.kind() != Kind.DATE) {
      return operator == Operator.ADD && right.kind() == Kind.DATE && left.kind() == Kind.INTEGER;
    }
    return (operator == Operator.ADD || operator == Operator.SUBTRACT)
            && right.kind() == Kind.INTEGER
        || operator == Operator.SUBTRACT && right.kind() == Kind.DATE;
  }

  Term days(Operator operator, Term left, Term right, Place place) {
    Code first = left.code();
    Code second = right.code();
    int sign = operator == Operator.ADD ? 1 : -1;
    boolean difference = left.kind() == Kind.DATE && right.kind() == Kind.DATE;
    return Term.of(
        difference ? SqlType.INTEGER : SqlType.DATE,
        row -> {
          Object a = first.eval(row);
          Object b = second.eval(row);
          if (a == null || b == null) {
            return null;
          }
          try {
            long sum = Math.addExact(dayOf(a), sign * dayOf(b));
            return difference
                ? (Object) Math.toIntExact(sum)
                : new Date(Math.multiplyExact(sum, DAY_MILLIS));
          } catch (ArithmeticException e) {
            throw Failures.at(place, new DataException("DATE out of range", e));
          }
        });
  }

  private static long dayOf(Object value) {
    return value instanceof Date date
        ? Math.floorDiv(date.getTime(), DAY_MILLIS)
        : ((Number) value).longValue();
  }

  Term extract(Expr.Extract extract) {
    TimePart part = TimePart.find(extract.field());
    if (part == null) {
      throw extract
          .place()
          .error(
              "EXTRACT has no part "
                  + extract.field()
                  + Spelling.hint(extract.field(), TimePart.names()));
    }
    Term time = binder.bind(extract.operand());
    Place place = extract.place();
    boolean dated = time.kind() != Kind.TIME || part.isOfDay();
    if (!time.type().isOpen() && !Casts.isTime(time.kind()) || !dated) {
      throw place.error("EXTRACT cannot take " + part.name() + " from " + time.kind());
    }
    Code code = time.code();
    return Term.of(
            part.isFraction() ? SqlType.decimal(3) : SqlType.BIGINT,
            row -> {
              Object value = code.eval(row);
              if (value == null) {
                return null;
              }
              if (!(value instanceof Date date)) {
                throw Failures.at(place, "EXTRACT needs a TIMESTAMP, not " + ValueKind.name(value));
              }
              return part.of(date);
            })
        .folded(time.constant());
  }
}
