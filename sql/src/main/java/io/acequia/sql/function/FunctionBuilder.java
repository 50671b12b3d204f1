package io.acequia.sql.function;

import io.acequia.sql.function.FunctionDoc.Category;
import io.acequia.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Declares a function in a few lines: its names, its page, what it takes and what it gives.
 *
 * <pre>{@code
 * functions.function("LPAD")
 *     .means("The text, filled on its left.")
 *     .example("LPAD('7', 3, '0')")
 *     .takes(text("text"), integer("length"), text("fill").orElse(" "))
 *     .gives(SqlType.STRING, (text, length, fill) -> ...);
 * }</pre>
 *
 * <p>Arguments are counted and their types checked when a statement is bound; constants are
 * converted then, once. A null makes the result null, unless the parameter says otherwise.
 */
public final class FunctionBuilder {

  /** A function of three values; null where the parameter lets null through. */
  @FunctionalInterface
  public interface Three<A, B, C> {
    @Nullable Object apply(A first, B second, C third);
  }

  /** A function of all its values, in the order of its parameters. */
  @FunctionalInterface
  public interface All {
    @Nullable Object apply(@Nullable Object[] values);
  }

  /** The type of a result, by the arguments of the call. */
  @FunctionalInterface
  public interface ResultType {
    /**
     * @throws FunctionException if there is no result for such types
     */
    SqlType of(List<Argument> arguments);
  }

  private final Category category;
  private final List<String> names;
  private final Consumer<SqlFunction> target;
  private final List<String> signatures = new ArrayList<>();
  private final List<String> examples = new ArrayList<>();
  private String meaning = "";
  private boolean deterministic = true;

  FunctionBuilder(Category category, List<String> names, Consumer<SqlFunction> target) {
    this.category = category;
    this.names = names;
    this.target = target;
  }

  /** What the reference page says. */
  public FunctionBuilder means(String text) {
    meaning = text;
    return this;
  }

  /** An expression of constants, which the reference page shows with its result. */
  public FunctionBuilder example(String expression) {
    examples.add(expression);
    return this;
  }

  /** What the reference page shows instead of the names with their parameters. */
  public FunctionBuilder written(String signature) {
    signatures.add(signature);
    return this;
  }

  /** Equal arguments may give different results. */
  public FunctionBuilder notDeterministic() {
    deterministic = false;
    return this;
  }

  /** A function without arguments. */
  public void gives(SqlType type, Supplier<?> function) {
    Signature none = new Signature(List.of(), null);
    declare(
        none, arguments -> type, (inputs, given) -> (FunctionCall.Many) values -> function.get());
  }

  public <A> Unary<A> takes(Parameter<A> first) {
    return new Unary<>(first);
  }

  public <A, B> Binary<A, B> takes(Parameter<A> first, Parameter<B> second) {
    return new Binary<>(first, second);
  }

  public <A, B, C> Ternary<A, B, C> takes(
      Parameter<A> first, Parameter<B> second, Parameter<C> third) {
    return new Ternary<>(first, second, third);
  }

  /** More than three parameters. */
  public Variadic takesAll(Parameter<?>... parameters) {
    return new Variadic(new Signature(List.of(parameters), null));
  }

  /** Any number of arguments after the fixed ones. */
  public Variadic takesMany(Parameter<?> rest, Parameter<?>... fixed) {
    return new Variadic(new Signature(List.of(fixed), rest));
  }

  private void declare(Signature signature, ResultType type, DeclaredFunction.BodyMaker maker) {
    if (signatures.isEmpty()) {
      names.forEach(name -> signatures.add(signature.written(name)));
    }
    FunctionDoc doc = new FunctionDoc(category, signatures, meaning, examples);
    for (String name : names) {
      target.accept(new DeclaredFunction(name, doc, signature, type, maker, deterministic));
    }
  }

  /** Of one parameter. */
  public final class Unary<A> {
    private final Signature signature;

    private Unary(Parameter<A> first) {
      signature = new Signature(List.of(first), null);
    }

    public void gives(SqlType type, Function<? super A, ?> function) {
      gives(arguments -> type, function);
    }

    public void gives(ResultType type, Function<? super A, ?> function) {
      declare(
          signature,
          type,
          (inputs, given) ->
              Bodies.<A, Object, Object>upToThree(
                  inputs, given, (first, second, third) -> function.apply(first)));
    }
  }

  /** Of two parameters. */
  public final class Binary<A, B> {
    private final Signature signature;

    private Binary(Parameter<A> first, Parameter<B> second) {
      signature = new Signature(List.of(first, second), null);
    }

    public void gives(SqlType type, BiFunction<? super A, ? super B, ?> function) {
      gives(arguments -> type, function);
    }

    public void gives(ResultType type, BiFunction<? super A, ? super B, ?> function) {
      declare(
          signature,
          type,
          (inputs, given) ->
              Bodies.<A, B, Object>upToThree(
                  inputs, given, (first, second, third) -> function.apply(first, second)));
    }
  }

  /** Of three parameters. */
  public final class Ternary<A, B, C> {
    private final Signature signature;

    private Ternary(Parameter<A> first, Parameter<B> second, Parameter<C> third) {
      signature = new Signature(List.of(first, second, third), null);
    }

    public void gives(SqlType type, Three<? super A, ? super B, ? super C> function) {
      gives(arguments -> type, function);
    }

    public void gives(ResultType type, Three<? super A, ? super B, ? super C> function) {
      declare(
          signature, type, (inputs, given) -> Bodies.<A, B, C>upToThree(inputs, given, function));
    }
  }

  /** Of any number of parameters. */
  public final class Variadic {
    private final Signature signature;

    private Variadic(Signature signature) {
      this.signature = signature;
    }

    public void gives(SqlType type, All function) {
      gives(arguments -> type, function);
    }

    public void gives(ResultType type, All function) {
      declare(signature, type, (inputs, given) -> Bodies.of(inputs, given, function));
    }
  }
}
