package io.acequia.sql.bind;

import io.acequia.sql.eval.Casts;
import io.acequia.sql.eval.Code;
import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Place;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.TimeText;
import org.apache.kafka.connect.errors.DataException;

/** CAST, :: and TRY_CAST. */
final class CastBinder {

  private final Binder binder;

  CastBinder(Binder binder) {
    this.binder = binder;
  }

  Term cast(Expr.Cast cast) {
    Term operand = binder.bind(cast.operand());
    TypeNames.Target target = TypeNames.resolve(cast.type(), operand.type());
    SqlType type = target.type();
    if (!Casts.allowed(operand.kind(), type.kind())) {
      throw cast.place().error("cannot cast " + operand.kind() + " to " + type.kind());
    }
    Casts.Function function = Casts.to(operand.kind(), type, target.limit(), target.keepScale());
    Code code = operand.code();
    Place place = cast.place();
    boolean orNull = cast.orNull();
    return Term.of(
            type,
            row -> {
              Object value = code.eval(row);
              if (value == null) {
                return null;
              }
              try {
                return function.apply(value);
              } catch (DataException e) {
                if (orNull) {
                  return null;
                }
                throw Failures.at(place, e);
              }
            })
        .folded(operand.constant());
  }

  /** A text literal as a date or time. */
  static Term literal(Expr.Constant text, SqlType time) {
    try {
      Object value = String.valueOf(text.value());
      return Term.constant(time, Casts.to(SqlType.Kind.STRING, time, 0, false).apply(value));
    } catch (DataException e) {
      throw text.place()
          .error(
              "the text is not a "
                  + time.kind()
                  + " such as "
                  + TimeText.example(time.kind().name()));
    }
  }
}
