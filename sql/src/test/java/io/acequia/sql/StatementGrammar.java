package io.acequia.sql;

import java.util.Random;

/** Random well-formed statements over {@link Events}, in most of which types go together. */
final class StatementGrammar {

  private static final String[] NUMBERS = {
    "delay",
    "level",
    "price",
    "timestamp",
    "user.id",
    "e.delay",
    "\"delay\"",
    "1",
    "0",
    "-7",
    "2.50",
    "2147483647",
    "1e3",
    "_offset",
    "NULL",
    "CAST(price AS DOUBLE)",
    "attrs['n']::int"
  };
  private static final String[] TEXTS = {
    "user_id",
    "event_type",
    "user.email",
    "tags[0]",
    "tags[-1]",
    "attrs['k']",
    "attrs.k",
    "_topic",
    "'a'",
    "'%'",
    "''",
    "'12'",
    "'it''s'",
    "NULL",
    "'2001-02-03'",
    "delay::text",
    "'[1, 2]' ->> 0"
  };
  private static final String[] TIMES = {
    "DATE '2001-02-03'",
    "TIMESTAMP '2001-02-03 04:05:06'",
    "_timestamp",
    "NULL",
    "CAST('2001-02-03' AS DATE)"
  };
  private static final String[] ORDERS = {
    "=", "<>", "!=", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM"
  };
  private static final String[] MATCHES = {
    "LIKE", "NOT LIKE", "ILIKE", "SIMILAR TO", "NOT SIMILAR TO", "~", "!~*"
  };
  private static final String[] TYPES = {
    "INT", "BIGINT", "SMALLINT", "DOUBLE PRECISION", "REAL", "DECIMAL", "DECIMAL(10, 2)"
  };

  private final Random random;

  StatementGrammar(Random random) {
    this.random = random;
  }

  String statement() {
    StringBuilder text = new StringBuilder("SELECT ");
    int items = 1 + random.nextInt(4);
    for (int i = 0; i < items; i++) {
      text.append(i == 0 ? "" : ", ").append(item(i));
    }
    text.append(" FROM events e");
    if (random.nextBoolean()) {
      text.append(" WHERE ").append(condition(4));
    }
    return text.toString();
  }

  private String item(int index) {
    return switch (random.nextInt(20)) {
      case 0 -> "*";
      case 1 -> "e.* EXCEPT (delay)";
      case 2 -> "user.*";
      default -> expression(3) + " AS c" + index;
    };
  }

  String expression(int depth) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> number(depth);
      case 3, 4, 5 -> text(depth);
      case 6, 7 -> condition(depth);
      case 8 -> time(depth);
      default -> "ARRAY[" + number(depth) + ", " + number(depth) + "]";
    };
  }

  private String number(int depth) {
    if (depth <= 0) {
      return any(NUMBERS);
    }
    int less = depth - 1;
    return switch (random.nextInt(9)) {
      case 0 -> number(less) + " + " + number(less);
      case 1 -> "(" + number(less) + " - " + number(less) + ") * " + number(less);
      case 2 ->
          "(" + number(less) + ") " + any(new String[] {"/", "%"}) + " (" + number(less) + ")";
      case 3 -> "-(" + number(less) + ")";
      case 4 -> choice(less, number(less), number(less));
      case 5 -> combined(number(less), number(less));
      case 6 -> cast(random.nextInt(9) == 0 ? text(less) : number(less), any(TYPES));
      case 7 -> "EXTRACT(" + any(new String[] {"YEAR", "EPOCH"}) + " FROM " + time(less) + ")";
      default -> any(NUMBERS);
    };
  }

  private String text(int depth) {
    if (depth <= 0) {
      return any(TEXTS);
    }
    int less = depth - 1;
    return switch (random.nextInt(7)) {
      case 0 -> text(less) + " || " + text(less);
      case 1 -> choice(less, text(less), text(less));
      case 2 -> combined(text(less), text(less));
      case 3 -> cast(expression(less), any(new String[] {"TEXT", "VARCHAR(3)"}));
      case 4 -> "'{\"a\": {\"b\": \"x\"}}' -> 'a' ->> " + text(0);
      default -> any(TEXTS);
    };
  }

  private String time(int depth) {
    int less = depth - 1;
    return depth <= 0 || random.nextBoolean()
        ? any(TIMES)
        : "(" + time(less) + ") + INTERVAL '1 month 2 days'";
  }

  private String condition(int depth) {
    if (depth <= 0) {
      return any(new String[] {"TRUE", "FALSE", "NULL", "delay = 7", "user_id = 'u-1'"});
    }
    int less = depth - 1;
    return switch (random.nextInt(11)) {
      case 0 -> "(" + condition(less) + ") AND (" + condition(less) + ")";
      case 1 -> "(" + condition(less) + ") OR (" + condition(less) + ")";
      case 2 -> "NOT (" + condition(less) + ")";
      case 3 -> number(less) + " " + any(ORDERS) + " " + number(less);
      case 4 -> text(less) + " " + any(ORDERS) + " " + text(less);
      case 5 -> "(" + text(less) + ") " + any(MATCHES) + " (" + text(less) + ")";
      case 6 -> number(less) + " IN (" + number(less) + ", " + any(NUMBERS) + ")";
      case 7 -> number(less) + " BETWEEN " + number(less) + " AND " + number(less);
      case 8 -> "(" + expression(less) + ") IS NOT NULL";
      case 9 ->
          "(" + condition(less) + ") IS " + any(new String[] {"TRUE", "UNKNOWN", "NOT FALSE"});
      default -> expression(less) + " " + any(ORDERS) + " " + expression(less);
    };
  }

  private String choice(int depth, String one, String other) {
    return random.nextBoolean()
        ? "CASE WHEN " + condition(depth) + " THEN " + one + " ELSE " + other + " END"
        : "CASE " + number(depth) + " WHEN " + number(depth) + " THEN " + one + " END";
  }

  private String combined(String one, String other) {
    return any(new String[] {"COALESCE", "GREATEST", "LEAST", "NULLIF"})
        + "("
        + one
        + ", "
        + other
        + ")";
  }

  private String cast(String operand, String type) {
    return (random.nextBoolean() ? "CAST(" : "TRY_CAST(") + operand + " AS " + type + ")";
  }

  private String any(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
