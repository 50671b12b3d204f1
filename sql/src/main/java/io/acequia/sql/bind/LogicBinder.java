package io.acequia.sql.bind;

import io.acequia.sql.eval.Code;
import io.acequia.sql.eval.ValueKind;
import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Place;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.util.ArrayList;
import java.util.List;

/** AND, OR, NOT and IS, with SQL's third value: null for unknown. */
final class LogicBinder {

  private final Binder binder;

  LogicBinder(Binder binder) {
    this.binder = binder;
  }

  Term bind(Expr expr) {
    if (expr instanceof Expr.Junction junction) {
      return junction(junction);
    }
    if (expr instanceof Expr.Not not) {
      Term operand = condition(not.operand(), "NOT");
      Code code = operand.code();
      return Term.of(SqlType.BOOLEAN, row -> Comparisons.not((Boolean) code.eval(row)))
          .folded(operand.constant());
    }
    return is((Expr.Is) expr);
  }

  /** A term whose code gives Boolean or null. */
  Term condition(Expr expr, String what) {
    Term term = binder.bind(expr);
    if (term.kind() == Kind.BOOLEAN) {
      return term;
    }
    if (!term.type().isOpen()) {
      throw expr.place().error(what + " needs a BOOLEAN, not " + term.kind());
    }
    Code code = term.code();
    Place place = expr.place();
    return Term.of(
            SqlType.BOOLEAN,
            row -> {
              Object value = code.eval(row);
              if (value != null && !(value instanceof Boolean)) {
                throw Failures.at(place, what + " needs a BOOLEAN, not " + ValueKind.name(value));
              }
              return value;
            })
        .folded(term.constant());
  }

  private Term junction(Expr.Junction junction) {
    String what = junction.and() ? "AND" : "OR";
    List<Code> codes = new ArrayList<>();
    boolean constant = true;
    for (Expr part : junction.parts()) {
      Term term = condition(part, what);
      constant &= term.constant();
      codes.add(term.code());
    }
    Code[] parts = codes.toArray(new Code[0]);
    return Term.of(SqlType.BOOLEAN, junction.and() ? all(parts) : any(parts)).folded(constant);
  }

  /** FALSE if one is, otherwise unknown if one is. */
  private static Code all(Code[] parts) {
    return row -> {
      Boolean result = Boolean.TRUE;
      for (Code part : parts) {
        Boolean value = (Boolean) part.eval(row);
        if (value == null) {
          result = null;
        } else if (!value) {
          return Boolean.FALSE;
        }
      }
      return result;
    };
  }

  /** TRUE if one is, otherwise unknown if one is. */
  private static Code any(Code[] parts) {
    return row -> {
      Boolean result = Boolean.FALSE;
      for (Code part : parts) {
        Boolean value = (Boolean) part.eval(row);
        if (value == null) {
          result = null;
        } else if (value) {
          return Boolean.TRUE;
        }
      }
      return result;
    };
  }

  private Term is(Expr.Is is) {
    Term operand =
        is.truth() == Expr.Truth.NULL
            ? binder.bind(is.operand())
            : condition(is.operand(), "IS " + is.truth());
    Code code = operand.code();
    boolean expected = !is.negated();
    Code test =
        switch (is.truth()) {
          case NULL, UNKNOWN -> row -> (code.eval(row) == null) == expected;
          case TRUE -> row -> Boolean.TRUE.equals(code.eval(row)) == expected;
          case FALSE -> row -> Boolean.FALSE.equals(code.eval(row)) == expected;
        };
    return Term.of(SqlType.BOOLEAN, test).folded(operand.constant());
  }
}
