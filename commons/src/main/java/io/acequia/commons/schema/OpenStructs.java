package io.acequia.commons.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;

/**
 * The structs that are around a place in a schema. A struct may contain itself (converters make
 * such schemas, and builders that are their own fields), and who follows its fields must end there.
 */
public final class OpenStructs {

  private final Deque<Schema> open = new ArrayDeque<>();

  /** Goes into a struct; false, and nothing done, if it is one of those around it. */
  public boolean enter(Schema struct) {
    if (open.stream().anyMatch(around -> isSame(around, struct))) {
      return false;
    }
    open.push(struct);
    return true;
  }

  /** Goes back to where {@link #enter} came from. */
  public void leave() {
    open.pop();
  }

  /** A struct inside itself may be optional where the outer one is not. */
  private static boolean isSame(Schema one, Schema other) {
    return Objects.equals(one.name(), other.name())
        && one.fields().size() == other.fields().size()
        && one.fields().equals(other.fields());
  }
}
