package io.acequia.smt.json;

import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Arrays, whose elements have one shape. */
record ListShape(Shape element) implements Shape {

  static final ListShape EMPTY = new ListShape(ScalarShape.UNKNOWN);

  @Override
  public Shape with(@Nullable Object value, Trail trail) {
    if (value == null) {
      return this;
    }
    if (!(value instanceof List<?> list)) {
      throw trail.misfit("was an array before and is " + Shape.nameOf(value) + " here");
    }
    Shape widened = element;
    trail.enterElements();
    for (Object one : list) {
      widened = widened.with(one, trail);
    }
    trail.leave();
    return widened == element ? this : new ListShape(widened);
  }

  @Override
  public Schema schema(@Nullable String name) {
    return SchemaBuilder.array(element.schema(name)).optional().build();
  }

  @Override
  public int fields() {
    return element.fields();
  }
}
