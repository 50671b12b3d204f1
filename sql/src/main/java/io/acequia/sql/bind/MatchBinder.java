package io.acequia.sql.bind;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.acequia.sql.eval.Code;
import io.acequia.sql.eval.Comparer;
import io.acequia.sql.eval.LikePattern;
import io.acequia.sql.eval.SimilarPattern;
import io.acequia.sql.eval.ValueKind;
import io.acequia.sql.syntax.Expr;
import io.acequia.sql.syntax.Place;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.util.function.Predicate;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** IN, BETWEEN, and patterns. */
final class MatchBinder {

  private final Binder binder;

  MatchBinder(Binder binder) {
    this.binder = binder;
  }

  Term bind(Expr expr) {
    if (expr instanceof Expr.In in) {
      return new InBinder(binder).in(in);
    }
    return expr instanceof Expr.Between between ? between(between) : match((Expr.Match) expr);
  }

  private Term between(Expr.Between between) {
    Term operand = binder.bind(between.operand());
    Term low = binder.beside(between.low(), binder.bind(between.low()), operand.type());
    Term high = binder.beside(between.high(), binder.bind(between.high()), operand.type());
    Place place = between.place();
    Comparer lower = ordered(operand, low, place);
    Comparer upper = ordered(operand, high, place);
    Code value = operand.code();
    Code least = low.code();
    Code most = high.code();
    boolean negated = between.negated();
    Code code =
        row -> {
          Object given = value.eval(row);
          Boolean above = notLess(lower, given, least.eval(row), place);
          Boolean below = notLess(upper, most.eval(row), given, place);
          Boolean within =
              Boolean.FALSE.equals(above) || Boolean.FALSE.equals(below)
                  ? Boolean.FALSE
                  : above == null || below == null ? null : Boolean.TRUE;
          return negated ? Comparisons.not(within) : within;
        };
    return Term.of(SqlType.BOOLEAN, code)
        .folded(operand.constant() && low.constant() && high.constant());
  }

  private static Comparer ordered(Term operand, Term bound, Place place) {
    Comparer comparer = OperatorBinder.comparer("BETWEEN", operand, bound, place);
    if (comparer == Comparer.DEEP) {
      throw place.error(operand.kind() + " has no order");
    }
    return comparer;
  }

  private static @Nullable Boolean notLess(
      Comparer comparer, @Nullable Object left, @Nullable Object right, Place place) {
    return left == null || right == null
        ? null
        : Comparisons.compare(comparer, left, right, place) >= 0;
  }

  private Term match(Expr.Match match) {
    Term operand = text(match.operand(), match.kind());
    Term pattern = text(match.pattern(), match.kind());
    Term escape =
        match.escape() == null
            ? Term.constant(SqlType.STRING, "\\")
            : text(match.escape(), match.kind());
    boolean constant = pattern.constant() && escape.constant();
    Matcher matcher = new Matcher(match);
    if (constant && pattern.value() != null && escape.value() != null) {
      try {
        matcher.compile((String) pattern.value(), (String) escape.value());
      } catch (DataException e) {
        throw match.pattern().place().error(String.valueOf(e.getMessage()));
      }
    }
    return Term.of(SqlType.BOOLEAN, matcher.code(operand.code(), pattern.code(), escape.code()))
        .folded(operand.constant() && constant);
  }

  private Term text(Expr expr, Expr.Pattern kind) {
    Term term = binder.bind(expr);
    if (term.kind() != Kind.STRING && !term.type().isOpen()) {
      throw expr.place().error(kind + " needs a text, not " + term.kind());
    }
    return term;
  }

  /** One place of a statement where a pattern is matched: keeps the last one compiled. */
  private static final class Matcher {
    private final Expr.Match match;
    private String pattern = "";
    private String escape = "";
    private @Nullable Predicate<String> compiled;

    Matcher(Expr.Match match) {
      this.match = match;
    }

    Code code(Code operand, Code patterns, Code escapes) {
      boolean expected = !match.negated();
      Place place = match.place();
      return row -> {
        Object text = operand.eval(row);
        Object given = patterns.eval(row);
        Object escaping = escapes.eval(row);
        if (text == null || given == null || escaping == null) {
          return null;
        }
        if (!(text instanceof String subject)
            || !(given instanceof String wanted)
            || !(escaping instanceof String sign)) {
          throw Failures.at(
              place,
              match.kind()
                  + " needs texts, not "
                  + ValueKind.name(text)
                  + " and "
                  + ValueKind.name(given));
        }
        try {
          return compile(wanted, sign).test(subject) == expected;
        } catch (DataException e) {
          throw Failures.at(place, e);
        }
      };
    }

    Predicate<String> compile(String wanted, String sign) {
      Predicate<String> last = compiled;
      if (last != null && pattern.equals(wanted) && escape.equals(sign)) {
        return last;
      }
      Predicate<String> made = predicate(wanted, sign);
      pattern = wanted;
      escape = sign;
      compiled = made;
      return made;
    }

    private Predicate<String> predicate(String wanted, String sign) {
      return switch (match.kind()) {
        case LIKE -> LikePattern.compile(wanted, sign, false)::matches;
        case ILIKE -> LikePattern.compile(wanted, sign, true)::matches;
        case SIMILAR -> regex(SimilarPattern.toRegex(wanted, sign), 0)::matches;
        case REGEX -> finder(regex(wanted, 0));
        case REGEX_IGNORING_CASE -> finder(regex(wanted, Pattern.CASE_INSENSITIVE));
      };
    }

    private static Predicate<String> finder(Pattern pattern) {
      return text -> pattern.matcher(text).find();
    }

    private static Pattern regex(String text, int flags) {
      try {
        return Pattern.compile(text, flags | Pattern.DOTALL);
      } catch (PatternSyntaxException e) {
        throw new DataException("a pattern is not a regular expression (RE2)", e);
      }
    }
  }
}
