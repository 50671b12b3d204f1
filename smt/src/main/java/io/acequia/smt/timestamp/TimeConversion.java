package io.acequia.smt.timestamp;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** One value to what it becomes; null stays null. */
final class TimeConversion implements UnaryOperator<@Nullable Object> {

  private final String what;
  private final TimeSource source;
  private final Function<Instant, Object> target;
  private final OnError onError;

  /**
   * @param what for messages: the path or the function
   */
  TimeConversion(
      String what, TimeSource source, Function<Instant, Object> target, OnError onError) {
    this.what = what;
    this.source = source;
    this.target = target;
    this.onError = onError;
  }

  @Override
  public @Nullable Object apply(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    Instant instant = source.instant(value);
    if (instant == null) {
      return instead(value, "is in none of the formats", null);
    }
    try {
      return target.apply(instant);
    } catch (ArithmeticException | DateTimeException | IllegalArgumentException e) {
      return instead(value, "is too far from now for what it should become", e);
    }
  }

  private @Nullable Object instead(Object value, String reason, @Nullable Exception cause) {
    return switch (onError) {
      case KEEP -> value;
      case NULL -> null;
      case FAIL ->
          throw new DataException(
              "TimestampConvert cannot convert '%s': a %s that %s"
                  .formatted(what, value.getClass().getSimpleName(), reason),
              cause);
    };
  }
}
