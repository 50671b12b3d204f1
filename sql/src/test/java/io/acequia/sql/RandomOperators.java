package io.acequia.sql;

import java.util.Random;

/** Conditions without a bracket, of operators that PostgreSQL and the engine both take in a row. */
final class RandomOperators {

  private static final String[] TRUTHS = {"TRUE", "FALSE", "CAST(NULL AS BOOLEAN)"};
  private static final String[] SIGNS = {" + ", " - ", " * "};
  private static final String[] ORDERS = {" = ", " <> ", " < ", " <= ", " > ", " >= "};

  private RandomOperators() {}

  static String condition(Random random) {
    StringBuilder text = new StringBuilder(predicate(random));
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(random.nextBoolean() ? " AND " : " OR ").append(predicate(random));
    }
    return text.toString();
  }

  private static String predicate(Random random) {
    String not = random.nextInt(4) == 0 ? "NOT " : "";
    return not
        + switch (random.nextInt(9)) {
          case 0 -> TRUTHS[random.nextInt(TRUTHS.length)];
          case 1 -> number(random) + " IS " + optionalNot(random) + "NULL";
          case 2 -> number(random) + optionalInfixNot(random) + "IN (1, " + number(random) + ")";
          case 3 ->
              number(random)
                  + optionalInfixNot(random)
                  + "BETWEEN "
                  + number(random)
                  + " AND "
                  + number(random);
          case 4 -> text(random) + optionalInfixNot(random) + "LIKE " + text(random);
          // PostgreSQL gives ~ no precedence over ||, unlike LIKE; here it has that of LIKE.
          case 5 -> "'ab' ~ 'a'";
          case 6 ->
              number(random) + " IS " + optionalNot(random) + "DISTINCT FROM " + number(random);
          case 7 -> text(random) + " = " + text(random);
          default -> number(random) + ORDERS[random.nextInt(ORDERS.length)] + number(random);
        };
  }

  private static String optionalNot(Random random) {
    return random.nextBoolean() ? "NOT " : "";
  }

  private static String optionalInfixNot(Random random) {
    return random.nextBoolean() ? " NOT " : " ";
  }

  private static String number(Random random) {
    StringBuilder text = new StringBuilder(operand(random));
    for (int i = random.nextInt(3); i > 0; i--) {
      text.append(SIGNS[random.nextInt(SIGNS.length)]).append(operand(random));
    }
    return text.toString();
  }

  private static String operand(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "-" + random.nextInt(4);
      case 1 -> "1.5";
      case 2 -> "CAST(NULL AS INTEGER)";
      default -> String.valueOf(random.nextInt(5));
    };
  }

  private static String text(Random random) {
    String[] texts = {"'a'", "'ab'", "'%b'", "'a' || 'b'", "'a_' || '%'", "'b' || 1"};
    return texts[random.nextInt(texts.length)];
  }
}
