package io.acequia.sql.syntax;

import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.TimeText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Literals that are more than a word or a text. */
final class Literals {

  private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);

  private Literals() {}

  /** INTEGER if it fits, then BIGINT, otherwise DECIMAL, as in PostgreSQL. */
  static Expr number(Token token) {
    Place place = token.place();
    BigDecimal value;
    try {
      value = new BigDecimal(token.text());
    } catch (NumberFormatException e) {
      throw place.error("a number is malformed");
    }
    boolean whole = token.text().chars().allMatch(c -> c >= '0' && c <= '9');
    if (Math.abs((long) value.scale()) > 1_000 || value.precision() > 1_000) {
      throw place.error("a number has more than 1000 digits");
    }
    return number(place, value, whole);
  }

  private static Expr number(Place place, BigDecimal value, boolean whole) {
    if (whole && value.unscaledValue().bitLength() < 64) {
      long number = value.longValueExact();
      return (int) number == number
          ? new Expr.Constant(place, SqlType.INTEGER, (int) number)
          : new Expr.Constant(place, SqlType.BIGINT, number);
    }
    BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
    return new Expr.Constant(place, SqlType.decimal(plain.scale()), plain);
  }

  /** A number with a minus before it, which may fit a smaller type; null if it is no number. */
  static @Nullable Expr negated(Place place, Expr.Constant constant) {
    if (!(constant.value() instanceof Number number)) {
      return null;
    }
    BigDecimal value = new BigDecimal(number.toString()).negate();
    boolean whole = !(number instanceof BigDecimal) || value.compareTo(LEAST) == 0;
    return number(place, value, whole && value.scale() == 0);
  }

  static Expr time(Token type, Token text) {
    Place place = type.place();
    try {
      return switch (type.keyword()) {
        case "DATE" -> new Expr.Constant(place, SqlType.DATE, TimeText.date(text.text()));
        case "TIME" -> new Expr.Constant(place, SqlType.TIME, TimeText.time(text.text()));
        default -> new Expr.Constant(place, SqlType.TIMESTAMP, TimeText.timestamp(text.text()));
      };
    } catch (DateTimeException e) {
      throw text.place()
          .error(
              "the text is not a "
                  + type.keyword()
                  + " such as "
                  + TimeText.example(type.keyword()));
    }
  }

  /** {@code INTERVAL '1 day 2 hours'} or {@code INTERVAL '1' DAY}. */
  static Expr interval(Tokens tokens) {
    Place place = tokens.next().place();
    Token text = tokens.next();
    String all = text.text();
    if (tokens.peek().kind() == Token.Kind.WORD && unitMillisOrMonths(tokens.peek().text()) != 0) {
      all = all + " " + tokens.next().text();
    }
    String[] words = all.trim().split("\\s+", 33);
    if (words.length % 2 != 0 || words.length > 32) {
      throw malformed(text);
    }
    long months = 0;
    long millis = 0;
    try {
      for (int i = 0; i < words.length; i += 2) {
        long unit = unitMillisOrMonths(words[i + 1]);
        if (unit == 0) {
          throw malformed(text);
        }
        long amount = Long.parseLong(words[i]);
        if (unit < 0) {
          months = Math.addExact(months, Math.multiplyExact(amount, -unit));
        } else {
          millis = Math.addExact(millis, Math.multiplyExact(amount, unit));
        }
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw malformed(text);
    }
    return new Expr.Interval(place, months, millis);
  }

  private static RuntimeException malformed(Token text) {
    return text.place().error("the text is not an INTERVAL such as '1 day 2 hours'");
  }

  /** A unit's length in milliseconds, or its negative length in months; 0 if it is none. */
  private static long unitMillisOrMonths(String word) {
    String unit = word.toLowerCase(Locale.ROOT);
    if (unit.length() > 1 && unit.endsWith("s")) {
      unit = unit.substring(0, unit.length() - 1);
    }
    return switch (unit) {
      case "year" -> -12;
      case "month" -> -1;
      case "week" -> Duration.ofDays(7).toMillis();
      case "day" -> Duration.ofDays(1).toMillis();
      case "hour" -> Duration.ofHours(1).toMillis();
      case "minute" -> Duration.ofMinutes(1).toMillis();
      case "second" -> 1_000;
      case "millisecond" -> 1;
      default -> 0;
    };
  }
}
