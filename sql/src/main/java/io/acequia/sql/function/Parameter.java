package io.acequia.sql.function;

import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a declared function: what arguments it takes, and what the body gets of them.
 * Immutable.
 *
 * @param <T> what the body gets
 */
public final class Parameter<T> {

  /** Turns the values of an argument into what the body gets. */
  @FunctionalInterface
  public interface Conversion<T> {
    /**
     * @param value not null
     * @throws DataException if it does not fit; without the value in the message
     */
    T convert(Object value);
  }

  /** Makes a conversion for one place where a statement calls the function. */
  @FunctionalInterface
  public interface Preparation<T> {
    /**
     * @param argument as far as it is known
     * @throws FunctionException if it must be a constant and is not
     */
    Conversion<T> prepare(Place place, Argument argument);
  }

  private final String name;
  private final String expected;
  private final Set<Kind> kinds;
  private final Preparation<T> preparation;
  private final boolean optional;
  private final @Nullable T fallback;
  private final boolean nullable;

  private Parameter(
      String name,
      String expected,
      Set<Kind> kinds,
      Preparation<T> preparation,
      boolean optional,
      @Nullable T fallback,
      boolean nullable) {
    this.name = name;
    this.expected = expected;
    this.kinds = kinds;
    this.preparation = preparation;
    this.optional = optional;
    this.fallback = fallback;
    this.nullable = nullable;
  }

  /**
   * One that must be given; a null makes the function's result null.
   *
   * @param expected as messages say it: {@code text}, {@code a whole number}
   * @param kinds what may be given where the type is known; none means all
   */
  public static <T> Parameter<T> of(
      String name, String expected, Set<Kind> kinds, Preparation<T> preparation) {
    return new Parameter<>(name, expected, Set.copyOf(kinds), preparation, false, null, false);
  }

  /** This one, which may be left out at the end of a call. */
  public Parameter<T> orElse(T value) {
    return new Parameter<>(name, expected, kinds, preparation, true, value, nullable);
  }

  /** This one, which may be left out at the end of a call; the body gets null then. */
  public Parameter<T> orAbsent() {
    return new Parameter<>(name, expected, kinds, preparation, true, null, nullable);
  }

  /** This one, but a null reaches the body. */
  public Parameter<T> nullable() {
    return new Parameter<>(name, expected, kinds, preparation, optional, fallback, true);
  }

  String name() {
    return name;
  }

  boolean optional() {
    return optional;
  }

  Input<T> absent() {
    return new Input<>(fallback);
  }

  /**
   * @throws FunctionException if the argument's type or its constant does not fit
   */
  Input<T> input(String function, int position, Argument argument) {
    Place place = new Place(function, position, name);
    SqlType type = argument.type();
    if (!type.isOpen() && !kinds.isEmpty() && !kinds.contains(type.kind())) {
      throw place.refuses(expected, type);
    }
    Conversion<T> conversion = preparation.prepare(place, argument);
    Object value = argument.value();
    if (!argument.constant() || value == null) {
      return new Input<>(conversion, !nullable);
    }
    try {
      return new Input<>(conversion.convert(value));
    } catch (DataException e) {
      FunctionException refusal = new FunctionException(String.valueOf(e.getMessage()));
      refusal.initCause(e);
      throw refusal;
    }
  }
}
