package io.acequia.sql.bind;

import io.acequia.sql.eval.Arithmetic;
import io.acequia.sql.eval.Casts;
import io.acequia.sql.eval.Code;
import io.acequia.sql.eval.Comparer;
import io.acequia.sql.eval.JsonSteps;
import io.acequia.sql.eval.Texts;
import io.acequia.sql.eval.ValueKind;
import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Operator;
import io.acequia.sql.syntax.Place;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.util.Objects;
import org.apache.kafka.connect.errors.DataException;

/** Arithmetic, ||, comparison, -> and ->>. */
final class OperatorBinder {

  private static final int DIVISION_SCALE = 16;
  private static final int MAX_SCALE = 1_000;

  private final Binder binder;
  private final TimeBinder times;

  OperatorBinder(Binder binder, TimeBinder times) {
    this.binder = binder;
    this.times = times;
  }

  Term binary(Expr.Binary binary) {
    if (binary.left() instanceof Expr.Interval || binary.right() instanceof Expr.Interval) {
      return times.shifted(binary);
    }
    Term left = binder.bind(binary.left());
    Term right = binder.bind(binary.right());
    Operator operator = binary.operator();
    Place place = binary.place();
    Term term;
    if (operator.isArithmetic()) {
      term =
          times.isDays(operator, left, right)
              ? times.days(operator, left, right, place)
              : arithmetic(operator, left, right, place);
    } else if (operator == Operator.CONCATENATE) {
      term = concatenation(left, right, place);
    } else if (operator == Operator.JSON || operator == Operator.JSON_TEXT) {
      term = json(operator, left, right, place);
    } else {
      term = comparison(binary, left, right);
    }
    return term.folded(left.constant() && right.constant());
  }

  private static Term arithmetic(Operator operator, Term left, Term right, Place place) {
    boolean known = left.kind().isNumeric() && right.kind().isNumeric();
    boolean possible =
        (left.kind().isNumeric() || left.type().isOpen())
            && (right.kind().isNumeric() || right.type().isOpen());
    if (!possible) {
      throw place.error(operator + " needs numbers, not " + left.kind() + " and " + right.kind());
    }
    Arithmetic.Function function =
        known
            ? Arithmetic.of(operator, Arithmetic.common(left.kind(), right.kind()))
            : Arithmetic.dynamic(operator);
    SqlType type = known ? result(operator, left.type(), right.type()) : SqlType.ANY;
    Code first = left.code();
    Code second = right.code();
    return Term.of(
        type,
        row -> {
          Object a = first.eval(row);
          Object b = second.eval(row);
          if (a == null || b == null) {
            return null;
          }
          try {
            return function.apply(a, b);
          } catch (DataException e) {
            throw Failures.at(place, e);
          }
        });
  }

  private static SqlType result(Operator operator, SqlType left, SqlType right) {
    return switch (Arithmetic.common(left.kind(), right.kind())) {
      case INTEGER -> SqlType.INTEGER;
      case BIGINT -> SqlType.BIGINT;
      case REAL -> SqlType.REAL;
      case DECIMAL -> {
        int first = scale(left);
        int second = scale(right);
        int scale =
            switch (operator) {
              case MULTIPLY -> first + second;
              case DIVIDE -> Math.max(DIVISION_SCALE, Math.max(first, second));
              default -> Math.max(first, second);
            };
        yield SqlType.decimal(Math.min(scale, MAX_SCALE));
      }
      default -> SqlType.DOUBLE;
    };
  }

  static int scale(SqlType type) {
    return type.kind() == Kind.DECIMAL ? Casts.scale(Objects.requireNonNull(type.schema())) : 0;
  }

  Term negation(Expr.Negation negation) {
    Term operand = binder.bind(negation.operand());
    if (!operand.kind().isNumeric() && !operand.type().isOpen()) {
      throw negation.place().error("- needs a number, not " + operand.kind());
    }
    SqlType type = operand.kind() == Kind.INTEGER ? SqlType.INTEGER : operand.type();
    if (type.schema() != null && type.kind() != Kind.INTEGER) {
      type = SqlType.of(Schemas.optional(type.schema()));
    }
    Code code = operand.code();
    Place place = negation.place();
    return Term.of(
            type,
            row -> {
              Object value = code.eval(row);
              try {
                return value == null ? null : Arithmetic.negate(value);
              } catch (DataException e) {
                throw Failures.at(place, e);
              }
            })
        .folded(operand.constant());
  }

  private static Term concatenation(Term left, Term right, Place place) {
    if (!left.type().isOpen()
        && !right.type().isOpen()
        && left.kind() != Kind.STRING
        && right.kind() != Kind.STRING) {
      throw place.error("|| needs a text, not " + left.kind() + " and " + right.kind());
    }
    Code first = left.code();
    Code second = right.code();
    Kind firstKind = left.kind();
    Kind secondKind = right.kind();
    return Term.of(
        SqlType.STRING,
        row -> {
          Object a = first.eval(row);
          Object b = second.eval(row);
          if (a == null || b == null) {
            return null;
          }
          if (!(a instanceof String) && !(b instanceof String)) {
            throw Failures.at(
                place, "|| needs a text, not " + ValueKind.name(a) + " and " + ValueKind.name(b));
          }
          try {
            return Texts.of(a, firstKind).concat(Texts.of(b, secondKind));
          } catch (DataException e) {
            throw Failures.at(place, e);
          }
        });
  }

  private static Term json(Operator operator, Term left, Term right, Place place) {
    Kind kind = left.kind();
    if (!left.type().isOpen()
        && kind != Kind.STRING
        && kind != Kind.BYTES
        && kind != Kind.MAP
        && kind != Kind.ARRAY
        && kind != Kind.STRUCT) {
      throw place.error(operator + " needs JSON, not " + kind);
    }
    Kind step = right.kind();
    if (!right.type().isOpen()
        && step != Kind.STRING
        && step != Kind.INTEGER
        && step != Kind.BIGINT) {
      throw place.error(operator + " needs a name or an index, not " + step);
    }
    Code base = left.code();
    Code path = right.code();
    boolean text = operator == Operator.JSON_TEXT;
    return Term.of(
        text ? SqlType.STRING : SqlType.ANY,
        row -> {
          Object whole = base.eval(row);
          Object name = path.eval(row);
          if (whole == null || name == null) {
            return null;
          }
          try {
            Object part = JsonSteps.step(whole, name);
            return part == null || !text ? part : Texts.of(part, Kind.ANY);
          } catch (DataException e) {
            throw Failures.at(place, e);
          }
        });
  }

  private Term comparison(Expr.Binary binary, Term left, Term right) {
    Term first = binder.beside(binary.left(), left, right.type());
    Term second = binder.beside(binary.right(), right, left.type());
    Comparer comparer = comparer(binary.operator().toString(), first, second, binary.place());
    if (comparer == Comparer.DEEP && binary.operator().isOrdering()) {
      throw binary.place().error(first.kind() + " has no order");
    }
    return Term.of(
        SqlType.BOOLEAN,
        Comparisons.code(binary.operator(), comparer, first, second, binary.place()));
  }

  static Comparer comparer(String construct, Term left, Term right, Place place) {
    Comparer comparer = Comparer.of(left.kind(), right.kind());
    if (comparer == null) {
      throw place.error(construct + " cannot compare " + left.kind() + " with " + right.kind());
    }
    return comparer;
  }
}
