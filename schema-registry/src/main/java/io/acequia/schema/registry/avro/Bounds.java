package io.acequia.schema.registry.avro;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;

/** What a record may not get wrong about the size of what it has. */
final class Bounds {

  private Bounds() {}

  /**
   * An index that a record has.
   *
   * @throws DataException if there is no such one
   */
  static int index(int index, int count, String what) {
    if (index < 0 || index >= count) {
      throw new DataException(
          "the value is not Avro of its schema: it names one of "
              + count
              + " "
              + what
              + " wrongly");
    }
    return index;
  }

  /** Whether each value of this schema takes at least one byte. */
  static boolean takesBytes(Schema schema) {
    return takesBytes(schema, new HashSet<>());
  }

  private static boolean takesBytes(Schema schema, Set<String> seen) {
    return switch (schema.getType()) {
      case NULL -> false;
      case FIXED -> schema.getFixedSize() > 0;
      case RECORD ->
          seen.add(schema.getFullName())
              && schema.getFields().stream().anyMatch(field -> takesBytes(field.schema(), seen));
      default -> true;
    };
  }
}
