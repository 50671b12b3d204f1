package io.acequia.sql.syntax;

import io.acequia.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression as it is written, before names have a meaning. Immutable. */
public sealed interface Expr {

  /** Where it begins. */
  Place place();

  /** What it is made of. */
  default List<Expr> children() {
    return List.of();
  }

  /** A literal. */
  record Constant(Place place, SqlType type, @Nullable Object value) implements Expr {}

  /** {@code INTERVAL '1 day'}. */
  record Interval(Place place, long months, long millis) implements Expr {}

  /** The first part of a path. */
  record Name(Place place, String text, boolean quoted) implements Expr {}

  /** {@code base.name}. */
  record Member(Place place, Expr base, String name, boolean quoted) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(base);
    }
  }

  /** {@code base[index]}. */
  record Subscript(Place place, Expr base, Expr index) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(base, index);
    }
  }

  /** {@code *}, or {@code base.*}, perhaps without some names. */
  record Star(Place place, @Nullable Expr base, List<Name> except) implements Expr {}

  record Call(Place place, String name, List<Expr> arguments) implements Expr {
    @Override
    public List<Expr> children() {
      return arguments;
    }
  }

  /** {@code CAST}, {@code ::}, or {@code TRY_CAST}, which gives null where the others fail. */
  record Cast(Place place, Expr operand, TypeName type, boolean orNull) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(operand);
    }
  }

  record Case(Place place, @Nullable Expr operand, List<When> whens, @Nullable Expr otherwise)
      implements Expr {
    @Override
    public List<Expr> children() {
      List<Expr> children = new ArrayList<>();
      if (operand != null) {
        children.add(operand);
      }
      for (When when : whens) {
        children.add(when.condition);
        children.add(when.result);
      }
      if (otherwise != null) {
        children.add(otherwise);
      }
      return children;
    }
  }

  /** A branch of {@link Case}. */
  record When(Expr condition, Expr result) {}

  /** Unary minus. */
  record Negation(Place place, Expr operand) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(operand);
    }
  }

  record Binary(Place place, Operator operator, Expr left, Expr right) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(left, right);
    }
  }

  /** Two or more conditions between which stands one of AND and OR. */
  record Junction(Place place, boolean and, List<Expr> parts) implements Expr {
    @Override
    public List<Expr> children() {
      return parts;
    }
  }

  record Not(Place place, Expr operand) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(operand);
    }
  }

  /** What IS asks for. */
  enum Truth {
    NULL,
    TRUE,
    FALSE,
    UNKNOWN
  }

  record Is(Place place, Expr operand, Truth truth, boolean negated) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(operand);
    }
  }

  record In(Place place, Expr operand, List<Expr> list, boolean negated) implements Expr {
    @Override
    public List<Expr> children() {
      List<Expr> children = new ArrayList<>(list);
      children.add(operand);
      return children;
    }
  }

  record Between(Place place, Expr operand, Expr low, Expr high, boolean negated) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(operand, low, high);
    }
  }

  /** The ways to match a pattern. */
  enum Pattern {
    LIKE("LIKE"),
    ILIKE("ILIKE"),
    SIMILAR("SIMILAR TO"),
    REGEX("~"),
    REGEX_IGNORING_CASE("~*");

    private final String sign;

    Pattern(String sign) {
      this.sign = sign;
    }

    @Override
    public String toString() {
      return sign;
    }
  }

  record Match(
      Place place, Pattern kind, Expr operand, Expr pattern, @Nullable Expr escape, boolean negated)
      implements Expr {
    @Override
    public List<Expr> children() {
      return escape == null ? List.of(operand, pattern) : List.of(operand, pattern, escape);
    }
  }

  record Extract(Place place, String field, Expr operand) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(operand);
    }
  }

  /** {@code ARRAY[...]}. */
  record ArrayOf(Place place, List<Expr> elements) implements Expr {
    @Override
    public List<Expr> children() {
      return elements;
    }
  }
}
