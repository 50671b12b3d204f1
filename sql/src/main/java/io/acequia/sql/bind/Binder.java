package io.acequia.sql.bind;

import io.acequia.sql.Shape;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Select;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles expressions for rows of one shape. Code of one binder is used by one thread at a time.
 */
public final class Binder {

  private final PathBinder paths;
  private final OperatorBinder operators;
  private final LogicBinder logic;
  private final MatchBinder matches;
  private final ChoiceBinder choices;
  private final CastBinder casts;
  private final TimeBinder times;
  private final CallBinder calls;

  public Binder(Scope scope, Shape shape, List<Select.Table> tables, FunctionTable functions) {
    this.paths = new PathBinder(this, scope, shape, tables);
    this.times = new TimeBinder(this);
    this.operators = new OperatorBinder(this, times);
    this.logic = new LogicBinder(this);
    this.matches = new MatchBinder(this);
    this.choices = new ChoiceBinder(this);
    this.casts = new CastBinder(this);
    this.calls = new CallBinder(this, functions, choices);
  }

  /**
   * @throws io.acequia.sql.SqlException if a name is unknown or types do not go together
   */
  public Term bind(Expr expr) {
    if (expr instanceof Expr.Constant constant) {
      return Term.constant(constant.type(), constant.value());
    }
    if (expr instanceof Expr.Name
        || expr instanceof Expr.Member
        || expr instanceof Expr.Subscript) {
      return paths.bind(expr).term();
    }
    if (expr instanceof Expr.Binary binary) {
      return operators.binary(binary);
    }
    if (expr instanceof Expr.Negation negation) {
      return operators.negation(negation);
    }
    if (expr instanceof Expr.Junction || expr instanceof Expr.Not || expr instanceof Expr.Is) {
      return logic.bind(expr);
    }
    if (expr instanceof Expr.In || expr instanceof Expr.Between || expr instanceof Expr.Match) {
      return matches.bind(expr);
    }
    if (expr instanceof Expr.Case choice) {
      return choices.choice(choice);
    }
    if (expr instanceof Expr.Cast cast) {
      return casts.cast(cast);
    }
    if (expr instanceof Expr.Call call) {
      return calls.call(call);
    }
    if (expr instanceof Expr.Extract extract) {
      return times.extract(extract);
    }
    if (expr instanceof Expr.ArrayOf array) {
      return choices.array(array);
    }
    if (expr instanceof Expr.Interval interval) {
      throw interval.place().error("INTERVAL can only be added to or subtracted from a time");
    }
    throw expr.place().error("* can only stand in the list behind SELECT");
  }

  /** A path, and what its last part is called where it leads. */
  public Scope.Named path(Expr expr) {
    return paths.bind(expr);
  }

  /** What a star stands for, or null if that is known only when a record is read. */
  public @Nullable List<Scope.Named> star(Expr.Star star) {
    return paths.star(star);
  }

  /** The value whose fields a star stands for. */
  public Term starBase(Expr.Star star) {
    return paths.starBase(star);
  }

  /** An expression that is TRUE, FALSE or unknown. */
  public Term condition(Expr expr, String what) {
    return logic.condition(expr, what);
  }

  List<Term> bindAll(List<Expr> exprs) {
    List<Term> terms = new ArrayList<>(exprs.size());
    for (Expr expr : exprs) {
      terms.add(bind(expr));
    }
    return terms;
  }

  /**
   * A term beside another: a text literal beside a time is that time.
   *
   * @throws io.acequia.sql.SqlException if the text is none
   */
  static Term beside(Expr expr, Term term, SqlType other) {
    Kind kind = other.kind();
    boolean time = kind == Kind.DATE || kind == Kind.TIME || kind == Kind.TIMESTAMP;
    return time && expr instanceof Expr.Constant constant && term.kind() == Kind.STRING
        ? CastBinder.literal(constant, other)
        : term;
  }
}
