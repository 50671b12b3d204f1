package io.acequia.sql.bind;

import io.acequia.sql.eval.Code;
import io.acequia.sql.eval.Comparer;
import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Place;
import io.acequia.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What computes only what it needs: CASE, COALESCE, NULLIF; and GREATEST, LEAST and ARRAY, whose
 * values share a type too.
 */
final class ChoiceBinder {

  private final Binder binder;

  ChoiceBinder(Binder binder) {
    this.binder = binder;
  }

  Term choice(Expr.Case choice) {
    Expr operand = choice.operand();
    Term compared = operand == null ? null : binder.bind(operand);
    List<Term> conditions = new ArrayList<>();
    List<Comparer> comparers = new ArrayList<>();
    List<Expr> results = new ArrayList<>();
    for (Expr.When when : choice.whens()) {
      if (compared == null) {
        conditions.add(binder.condition(when.condition(), "WHEN"));
      } else {
        Term value = binder.bind(when.condition());
        value = Binder.beside(when.condition(), value, compared.type());
        comparers.add(OperatorBinder.comparer("CASE", compared, value, when.condition().place()));
        conditions.add(value);
      }
      results.add(when.result());
    }
    if (choice.otherwise() != null) {
      results.add(choice.otherwise());
    }
    Unification unified = Unification.of("CASE", results, binder.bindAll(results), choice.place());
    Code[] tests = codes(conditions);
    Code[] values = codes(unified.terms());
    Code code =
        compared == null
            ? searched(tests, values)
            : simple(
                compared.code(), tests, values, comparers.toArray(new Comparer[0]), choice.place());
    boolean constant =
        (compared == null || compared.constant())
            && allConstant(conditions)
            && allConstant(unified.terms());
    return Term.of(unified.type(), code).folded(constant);
  }

  private static Code searched(Code[] tests, Code[] values) {
    return row -> {
      for (int i = 0; i < tests.length; i++) {
        if (Boolean.TRUE.equals(tests[i].eval(row))) {
          return values[i].eval(row);
        }
      }
      return values.length > tests.length ? values[tests.length].eval(row) : null;
    };
  }

  private static Code simple(
      Code operand, Code[] tests, Code[] values, Comparer[] comparers, Place place) {
    return row -> {
      Object given = operand.eval(row);
      for (int i = 0; given != null && i < tests.length; i++) {
        Object value = tests[i].eval(row);
        if (value != null && Comparisons.equal(comparers[i], given, value, place)) {
          return values[i].eval(row);
        }
      }
      return values.length > tests.length ? values[tests.length].eval(row) : null;
    };
  }

  /** One of the functions that are compiled here, or null. */
  @Nullable Term call(String name, Expr.Call call) {
    return switch (name) {
      case "COALESCE" -> coalesce(call);
      case "NULLIF" -> nullIf(call);
      case "GREATEST" -> extreme(call, 1);
      case "LEAST" -> extreme(call, -1);
      default -> null;
    };
  }

  private Term coalesce(Expr.Call call) {
    Unification unified = arguments(call);
    Code[] codes = codes(unified.terms());
    Code code =
        row -> {
          for (Code each : codes) {
            Object value = each.eval(row);
            if (value != null) {
              return value;
            }
          }
          return null;
        };
    return Term.of(unified.type(), code).folded(allConstant(unified.terms()));
  }

  private Unification arguments(Expr.Call call) {
    if (call.arguments().isEmpty()) {
      throw call.place().error(call.name() + " needs an argument");
    }
    return Unification.of(
        call.name(), call.arguments(), binder.bindAll(call.arguments()), call.place());
  }

  private Term nullIf(Expr.Call call) {
    if (call.arguments().size() != 2) {
      throw call.place().error("NULLIF takes 2 arguments, not " + call.arguments().size());
    }
    Expr expr = call.arguments().get(0);
    Expr other = call.arguments().get(1);
    Term given = binder.bind(expr);
    Term second = Binder.beside(other, binder.bind(other), given.type());
    Comparer comparer = OperatorBinder.comparer("NULLIF", given, second, call.place());
    SqlType type = given.type();
    SqlType optional = type.schema() == null ? type : SqlType.of(Schemas.optional(type.schema()));
    Code value = given.code();
    Code unwanted = second.code();
    Code code =
        row -> {
          Object a = value.eval(row);
          Object b = unwanted.eval(row);
          return a != null && b != null && Comparisons.equal(comparer, a, b, call.place())
              ? null
              : a;
        };
    return Term.of(optional, code).folded(given.constant() && second.constant());
  }

  /** The greatest or the least of those that are not null. */
  private Term extreme(Expr.Call call, int sign) {
    Unification unified = arguments(call);
    Comparer comparer = Comparer.of(unified.type().kind(), unified.type().kind());
    if (comparer == null || comparer == Comparer.DEEP) {
      throw call.place().error(unified.type().kind() + " has no order");
    }
    Code[] codes = codes(unified.terms());
    Code code =
        row -> {
          Object best = null;
          for (Code each : codes) {
            Object value = each.eval(row);
            if (value != null
                && (best == null
                    || sign * Comparisons.compare(comparer, value, best, call.place()) > 0)) {
              best = value;
            }
          }
          return best;
        };
    return Term.of(unified.type(), code).folded(allConstant(unified.terms()));
  }

  /** {@code ARRAY[...]}. */
  Term array(Expr.ArrayOf array) {
    Unification unified =
        Unification.of("ARRAY", array.elements(), binder.bindAll(array.elements()), array.place());
    Code[] codes = codes(unified.terms());
    return Term.of(
        SqlType.array(unified.type()),
        row -> {
          List<@Nullable Object> list = new ArrayList<>(codes.length);
          for (Code each : codes) {
            list.add(each.eval(row));
          }
          return list;
        });
  }

  private static Code[] codes(List<Term> terms) {
    return terms.stream().map(Term::code).toArray(Code[]::new);
  }

  private static boolean allConstant(List<Term> terms) {
    return terms.stream().allMatch(Term::constant);
  }
}
