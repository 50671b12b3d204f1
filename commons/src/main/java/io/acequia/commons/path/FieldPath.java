package io.acequia.commons.path;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A path to a nested field: {@code data.user.id}, {@code tags[0]}, {@code data.*.email}, {@code
 * data.`odd.name`}. Works on Connect's values with a schema ({@link Struct}) and without (maps);
 * what is not there is {@code null} to read and nothing to replace. Immutable.
 */
public final class FieldPath {

  private final String text;
  private final List<Segment> segments;
  private final boolean wildcard;

  private FieldPath(String text, List<Segment> segments) {
    this.text = text;
    this.segments = segments;
    this.wildcard = segments.stream().anyMatch(Segment.Wildcard.class::isInstance);
  }

  /**
   * Parses a path.
   *
   * @throws org.apache.kafka.common.config.ConfigException naming what is wrong, and where
   */
  public static FieldPath parse(String text) {
    return new FieldPath(text, new PathParser(text.strip()).parse());
  }

  public List<Segment> segments() {
    return segments;
  }

  public boolean hasWildcard() {
    return wildcard;
  }

  /**
   * The value at this path.
   *
   * @throws IllegalStateException if the path has a wildcard and so may have many values
   */
  public @Nullable Object get(@Nullable Object root) {
    if (wildcard) {
      throw new IllegalStateException("'" + text + "' may stand for many values");
    }
    Object value = root;
    for (int i = 0; i < segments.size() && value != null; i++) {
      value = child(value, segments.get(i));
    }
    return value;
  }

  private static @Nullable Object child(Object parent, Segment segment) {
    if (segment instanceof Segment.Field field) {
      if (parent instanceof Map<?, ?> map) {
        return map.get(field.name());
      }
      if (parent instanceof Struct struct) {
        Field found = struct.schema().field(field.name());
        return found == null ? null : struct.get(found);
      }
    } else if (segment instanceof Segment.Index index && parent instanceof List<?> list) {
      return index.position() < list.size() ? list.get(index.position()) : null;
    }
    return null;
  }

  /**
   * A copy of {@code root} in which every value at this path is what {@code leaf} makes of it. Only
   * what lies on the way is copied; {@code root} itself is returned when nothing changed, and is
   * never modified.
   *
   * @throws org.apache.kafka.connect.errors.DataException if a Struct's schema does not allow it
   */
  public @Nullable Object withReplaced(
      @Nullable Object root, UnaryOperator<@Nullable Object> leaf) {
    return replaced(root, 0, leaf);
  }

  private @Nullable Object replaced(
      @Nullable Object value, int depth, UnaryOperator<@Nullable Object> leaf) {
    if (depth == segments.size()) {
      return leaf.apply(value);
    }
    Segment segment = segments.get(depth);
    if (value instanceof Map<?, ?> map) {
      return replacedInMap(map, segment, depth, leaf);
    }
    if (value instanceof Struct struct) {
      return replacedInStruct(struct, segment, depth, leaf);
    }
    if (value instanceof List<?> list) {
      return replacedInList(list, segment, depth, leaf);
    }
    return value;
  }

  private Object replacedInMap(
      Map<?, ?> map, Segment segment, int depth, UnaryOperator<@Nullable Object> leaf) {
    if (segment instanceof Segment.Field field) {
      if (!map.containsKey(field.name())) {
        return map;
      }
      Object before = map.get(field.name());
      Object changed = replaced(before, depth + 1, leaf);
      return changed == before ? map : put(map, null, field.name(), changed);
    }
    Map<Object, @Nullable Object> copy = null;
    if (segment instanceof Segment.Wildcard) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        Object changed = replaced(entry.getValue(), depth + 1, leaf);
        if (changed != entry.getValue()) {
          copy = put(map, copy, entry.getKey(), changed);
        }
      }
    }
    return copy == null ? map : copy;
  }

  private static Map<Object, @Nullable Object> put(
      Map<?, ?> original,
      @Nullable Map<Object, @Nullable Object> copy,
      Object key,
      @Nullable Object value) {
    Map<Object, @Nullable Object> target = copy == null ? new LinkedHashMap<>(original) : copy;
    target.put(key, value);
    return target;
  }

  private Object replacedInStruct(
      Struct struct, Segment segment, int depth, UnaryOperator<@Nullable Object> leaf) {
    Struct copy = null;
    for (Field field : meant(struct.schema(), segment)) {
      Object before = struct.getWithoutDefault(field.name());
      Object changed = replaced(before, depth + 1, leaf);
      if (changed != before) {
        if (copy == null) {
          copy = copyOf(struct);
        }
        copy.put(field, changed);
      }
    }
    return copy == null ? struct : copy;
  }

  private static List<Field> meant(Schema schema, Segment segment) {
    if (segment instanceof Segment.Field named) {
      Field field = schema.field(named.name());
      return field == null ? List.of() : List.of(field);
    }
    return segment instanceof Segment.Wildcard ? schema.fields() : List.of();
  }

  private static Struct copyOf(Struct struct) {
    Struct copy = new Struct(struct.schema());
    for (Field field : struct.schema().fields()) {
      copy.put(field, struct.getWithoutDefault(field.name()));
    }
    return copy;
  }

  private Object replacedInList(
      List<?> list, Segment segment, int depth, UnaryOperator<@Nullable Object> leaf) {
    List<@Nullable Object> copy = null;
    for (int i = 0; i < list.size(); i++) {
      boolean meant =
          segment instanceof Segment.Wildcard
              || (segment instanceof Segment.Index index && index.position() == i);
      if (!meant) {
        continue;
      }
      Object changed = replaced(list.get(i), depth + 1, leaf);
      if (changed != list.get(i)) {
        if (copy == null) {
          copy = new ArrayList<>(list);
        }
        copy.set(i, changed);
      }
    }
    return copy == null ? list : copy;
  }

  /** The path as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
