package io.acequia.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is bound to shapes, so that it is bound once for each. The last one is found by the identity
 * of its schemas; others, up to a few, by equality. Used by one thread at a time.
 *
 * @param <T> such as {@link BoundStatement}
 */
public final class BindingCache<T> {

  private static final int CAPACITY = 32;

  private final Function<Shape, T> binding;
  private final Map<Shape, T> others = new LinkedHashMap<>(CAPACITY, 0.75f, true);
  private @Nullable Shape lastShape;
  private @Nullable T last;

  /**
   * @param binding such as {@code statement::bind}
   */
  public BindingCache(Function<Shape, T> binding) {
    this.binding = binding;
  }

  /** What is bound to rows of a shape whose parts are given. */
  public T get(Shape.Form form, @Nullable Schema value, @Nullable Schema key) {
    T bound = last;
    Shape shape = lastShape;
    if (bound != null
        && shape != null
        && shape.value() == value
        && shape.key() == key
        && shape.form() == form) {
      return bound;
    }
    return find(new Shape(form, value, key));
  }

  /** What is bound to rows of a shape. */
  public T get(Shape shape) {
    return get(shape.form(), shape.value(), shape.key());
  }

  private T find(Shape shape) {
    T bound = others.get(shape);
    if (bound == null) {
      bound = binding.apply(shape);
      if (others.size() >= CAPACITY) {
        others.remove(others.keySet().iterator().next());
      }
      others.put(shape, bound);
    }
    lastShape = shape;
    last = bound;
    return bound;
  }
}
