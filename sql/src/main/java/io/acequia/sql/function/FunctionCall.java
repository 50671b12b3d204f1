package io.acequia.sql.function;

import io.acequia.sql.type.SqlType;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function with its arguments' types: what a statement runs. Used by one thread at a time.
 *
 * @param type the type of the result; {@link SqlType#ANY} if it differs from record to record
 * @param body the function itself
 * @param deterministic whether equal arguments always give equal results, so that a call with
 *     constants only is computed once
 */
public record FunctionCall(SqlType type, Body body, boolean deterministic) {

  /** Computes a result. */
  public sealed interface Body permits Unary, Binary, Many {}

  /** Of one argument, without an array around it. */
  @FunctionalInterface
  public non-sealed interface Unary extends Body {
    /**
     * @throws org.apache.kafka.connect.errors.DataException if this argument has no result
     */
    @Nullable Object apply(@Nullable Object argument);
  }

  /** Of two arguments. */
  @FunctionalInterface
  public non-sealed interface Binary extends Body {
    /**
     * @throws org.apache.kafka.connect.errors.DataException if these arguments have no result
     */
    @Nullable Object apply(@Nullable Object first, @Nullable Object second);
  }

  /** Of any number of arguments. */
  @FunctionalInterface
  public non-sealed interface Many extends Body {
    /**
     * @param arguments not to be kept: the array is used again
     * @throws org.apache.kafka.connect.errors.DataException if these arguments have no result
     */
    @Nullable Object apply(@Nullable Object[] arguments);
  }

  /** A function of one argument that gives null for null. */
  public static FunctionCall strict(SqlType type, UnaryOperator<Object> body) {
    Objects.requireNonNull(body);
    Unary unary = argument -> argument == null ? null : body.apply(argument);
    return new FunctionCall(type, unary, true);
  }

  /** A function of two arguments that gives null if either is. */
  public static FunctionCall strict(SqlType type, BinaryOperator<Object> body) {
    Objects.requireNonNull(body);
    Binary binary =
        (first, second) -> first == null || second == null ? null : body.apply(first, second);
    return new FunctionCall(type, binary, true);
  }
}
