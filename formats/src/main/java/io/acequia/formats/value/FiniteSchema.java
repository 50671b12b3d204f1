package io.acequia.formats.value;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/**
 * Tells schemas that end from those that do not: a struct may contain itself, and a file with
 * columns for all that its records have cannot. For one schema.
 */
public final class FiniteSchema {

  private static final int MAX_DEPTH = 64;

  private final Deque<Schema> open = new ArrayDeque<>();

  private FiniteSchema() {}

  /**
   * Checks a schema.
   *
   * @throws Misfit naming the field that contains what it is in, or is nested too deep
   */
  public static void require(Schema schema) {
    new FiniteSchema().check(schema, 0);
  }

  private void check(Schema schema, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Misfit("is nested more than " + MAX_DEPTH + " levels deep");
    }
    switch (schema.type()) {
      case ARRAY -> check(schema.valueSchema(), depth + 1);
      case MAP -> {
        check(schema.keySchema(), depth + 1);
        check(schema.valueSchema(), depth + 1);
      }
      case STRUCT -> struct(schema, depth);
      default -> {}
    }
  }

  private void struct(Schema struct, int depth) {
    if (open.stream().anyMatch(around -> isSame(around, struct))) {
      throw new Misfit(
          "has the record that it is in, again and again; only JSON and CSV can hold such records");
    }
    open.push(struct);
    for (Field field : struct.fields()) {
      try {
        check(field.schema(), depth + 1);
      } catch (Misfit misfit) {
        throw misfit.in(field.name());
      }
    }
    open.pop();
  }

  private static boolean isSame(Schema one, Schema other) {
    return Objects.equals(one.name(), other.name())
        && one.fields().size() == other.fields().size()
        && one.fields().equals(other.fields());
  }
}
