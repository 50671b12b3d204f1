package io.acequia.smt.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Objects, with the fields in the order in which they were first seen.
 *
 * @param members by key; never modified
 */
record ObjectShape(Map<String, Shape> members) implements Shape {

  static final ObjectShape EMPTY = new ObjectShape(Map.of());

  @Override
  public Shape with(@Nullable Object value, Trail trail) {
    if (value == null) {
      return this;
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw trail.misfit("was an object before and is " + Shape.nameOf(value) + " here");
    }
    Map<String, Shape> widened = null;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = (String) entry.getKey();
      Shape before = members.get(key);
      trail.enter(key);
      Shape after = (before == null ? ScalarShape.UNKNOWN : before).with(entry.getValue(), trail);
      trail.leave();
      if (after != before) {
        if (widened == null) {
          widened = new LinkedHashMap<>(members);
        }
        widened.put(key, after);
      }
    }
    return widened == null ? this : new ObjectShape(widened);
  }

  @Override
  public Schema schema(@Nullable String name) {
    SchemaBuilder struct = SchemaBuilder.struct().name(name).optional();
    members.forEach(
        (key, member) -> struct.field(key, member.schema(name == null ? null : name + "." + key)));
    return struct.build();
  }

  @Override
  public int fields() {
    return members.size() + members.values().stream().mapToInt(Shape::fields).sum();
  }
}
