package io.acequia.sql.bind;

import io.acequia.sql.eval.Arithmetic;
import io.acequia.sql.eval.Casts;
import io.acequia.sql.eval.Code;
import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Place;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** One type for terms of which any may be the result, and the terms as values of it. */
record Unification(SqlType type, List<Term> terms) {

  /**
   * @param construct what messages name, such as CASE
   * @throws io.acequia.sql.SqlException if there is no such type
   */
  static Unification of(String construct, List<Expr> exprs, List<Term> given, Place place) {
    SqlType time = SqlType.NULL;
    for (Term term : given) {
      time = Casts.isTime(term.kind()) ? term.type() : time;
    }
    SqlType common = SqlType.NULL;
    List<Term> terms = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      Term term = Binder.beside(exprs.get(i), given.get(i), time);
      terms.add(term);
      SqlType both = common(common, term.type());
      if (both == null) {
        throw place.error(construct + " has values of " + common.kind() + " and of " + term.kind());
      }
      common = both;
    }
    SqlType type = common;
    return new Unification(type, terms.stream().map(term -> coerced(term, type)).toList());
  }

  private static @Nullable SqlType common(SqlType left, SqlType right) {
    if (left.kind() == Kind.NULL || right.kind() == Kind.NULL) {
      return optional(left.kind() == Kind.NULL ? right : left);
    }
    if (left.kind() == Kind.ANY || right.kind() == Kind.ANY) {
      return SqlType.ANY;
    }
    Schema first = left.schema();
    Schema second = right.schema();
    if (first != null
        && second != null
        && Schemas.optional(first).equals(Schemas.optional(second))) {
      return optional(left);
    }
    if (left.kind().isNumeric() && right.kind().isNumeric()) {
      return numeric(left, right);
    }
    if (left.kind() != right.kind()) {
      boolean instants =
          left.kind() != Kind.TIME
              && right.kind() != Kind.TIME
              && Casts.isTime(left.kind())
              && Casts.isTime(right.kind());
      return instants ? SqlType.TIMESTAMP : null;
    }
    return switch (left.kind()) {
      case STRING -> SqlType.STRING;
      case BOOLEAN -> SqlType.BOOLEAN;
      case BYTES -> SqlType.BYTES;
      case DATE -> SqlType.DATE;
      case TIME -> SqlType.TIME;
      case TIMESTAMP -> SqlType.TIMESTAMP;
      default -> first == null || second == null ? new SqlType(left.kind(), null) : null;
    };
  }

  private static SqlType numeric(SqlType left, SqlType right) {
    return switch (Arithmetic.common(left.kind(), right.kind())) {
      case INTEGER -> SqlType.INTEGER;
      case BIGINT -> SqlType.BIGINT;
      case REAL -> SqlType.REAL;
      case DECIMAL ->
          SqlType.decimal(Math.max(OperatorBinder.scale(left), OperatorBinder.scale(right)));
      default -> SqlType.DOUBLE;
    };
  }

  private static SqlType optional(SqlType type) {
    Schema schema = type.schema();
    return schema == null ? type : SqlType.of(Schemas.optional(schema));
  }

  private static Term coerced(Term term, SqlType to) {
    Schema from = term.type().schema();
    Schema target = to.schema();
    boolean number = to.kind().isNumeric() && to.kind() != Kind.DECIMAL;
    if (!number || from == null || target == null || from.type() == target.type()) {
      boolean widened = to.kind() == Kind.DECIMAL && term.kind() != Kind.DECIMAL;
      if (!widened || from == null) {
        return term;
      }
    }
    Casts.Function cast = Casts.to(term.kind(), to, 0, true);
    Code code = term.code();
    return Term.of(
            to,
            row -> {
              Object value = code.eval(row);
              return value == null ? null : cast.apply(value);
            })
        .folded(term.constant());
  }
}
