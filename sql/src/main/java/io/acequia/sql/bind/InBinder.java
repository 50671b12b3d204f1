package io.acequia.sql.bind;

import io.acequia.sql.eval.Code;
import io.acequia.sql.eval.Comparer;
import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Place;
import io.acequia.sql.type.SqlType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** IN with a list. */
final class InBinder {

  private final Binder binder;

  InBinder(Binder binder) {
    this.binder = binder;
  }

  Term in(Expr.In in) {
    Term operand = binder.bind(in.operand());
    List<Expr> exprs = in.list();
    Code[] elements = new Code[exprs.size()];
    Comparer[] comparers = new Comparer[exprs.size()];
    Set<String> texts = new HashSet<>();
    boolean constant = true;
    for (int i = 0; i < elements.length; i++) {
      Term element = binder.bind(exprs.get(i));
      element = binder.beside(exprs.get(i), element, operand.type());
      comparers[i] = OperatorBinder.comparer("IN", operand, element, exprs.get(i).place());
      elements[i] = element.code();
      constant &= element.constant();
      if (element.constant() && element.value() instanceof String text) {
        texts.add(text);
      }
    }
    Place place = in.place();
    Code code = linear(operand.code(), elements, comparers, in.negated(), place);
    boolean onlyTexts = constant && texts.size() == elements.length;
    if (onlyTexts) {
      code = hashed(operand.code(), Set.copyOf(texts), code, in.negated());
    }
    return Term.of(SqlType.BOOLEAN, code).folded(constant && operand.constant());
  }

  /** Unknown if nothing is equal, but something is null. */
  private static Code linear(
      Code operand, Code[] elements, Comparer[] comparers, boolean negated, Place place) {
    return row -> {
      Object value = operand.eval(row);
      if (value == null) {
        return null;
      }
      boolean unknown = false;
      for (int i = 0; i < elements.length; i++) {
        Object element = elements[i].eval(row);
        if (element == null) {
          unknown = true;
        } else if (Comparisons.equal(comparers[i], value, element, place)) {
          return !negated;
        }
      }
      return unknown ? null : (Boolean) negated;
    };
  }

  /** Texts among text literals by one look; what is no text goes the long way to its error. */
  private static Code hashed(Code operand, Set<String> texts, Code others, boolean negated) {
    return row -> {
      Object value = operand.eval(row);
      if (value instanceof String text) {
        return texts.contains(text) != negated;
      }
      return value == null ? null : others.eval(row);
    };
  }
}
