package io.acequia.streams.transforms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigException;

/**
 * Aggregates as one line of text: {@code count AS flights, avg(delay), percentile(delay, 50, 95),
 * top_k(carrier, 3) AS carriers}. Becomes the plan's {@code aggregate}, where it is checked.
 */
final class AggregateText {

  private AggregateText() {}

  /**
   * The list that {@code aggregate} has for this text.
   *
   * @throws ConfigException naming what cannot be read
   */
  static ArrayNode parse(String text) {
    ArrayNode aggregates = JsonNodeFactory.instance.arrayNode();
    for (String part : split(text)) {
      aggregates.add(aggregate(part));
    }
    return aggregates;
  }

  private static ObjectNode aggregate(String text) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Column column = Names.column(text);
    String call = column.expression();
    int open = call.indexOf('(');
    if (!column.name().isEmpty() && !call.equals(text)) {
      json.put("as", column.name());
    }
    if (open < 0) {
      json.put("op", call.toLowerCase(Locale.ROOT));
      return json;
    }
    if (!call.endsWith(")")) {
      throw new ConfigException(
          Words.quote(text) + " is not an aggregate such as avg(delay) AS delay");
    }
    String op = call.substring(0, open).strip().toLowerCase(Locale.ROOT);
    json.put("op", op);
    List<String> arguments = split(call.substring(open + 1, call.length() - 1));
    if (!arguments.isEmpty() && !(op.equals("count") && arguments.get(0).equals("*"))) {
      json.put("field", arguments.get(0));
    }
    for (String argument : arguments.subList(Math.min(1, arguments.size()), arguments.size())) {
      addNumber(json, op, number(text, argument));
    }
    return json;
  }

  private static void addNumber(ObjectNode json, String op, JsonNode number) {
    if (op.equals("percentile")) {
      json.withArray("p").add(number);
    } else if (op.equals("top_k")) {
      json.set("k", number);
    } else if (op.equals("collect")) {
      json.set("limit", number);
    } else {
      throw new ConfigException(op + " takes one argument only");
    }
  }

  private static JsonNode number(String text, String argument) {
    try {
      BigDecimal number = new BigDecimal(argument);
      boolean whole = number.scale() == 0;
      return whole
          ? JsonNodeFactory.instance.numberNode(number.toBigInteger())
          : JsonNodeFactory.instance.numberNode(number);
    } catch (NumberFormatException e) {
      throw new ConfigException(
          Words.quote(argument) + " in " + Words.quote(text) + " is not a number");
    }
  }

  /** The parts between commas that stand in no parentheses and no quotes. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"' || c == '`') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    if (parts.size() == 1 && parts.get(0).isEmpty()) {
      return List.of();
    }
    return parts;
  }
}
