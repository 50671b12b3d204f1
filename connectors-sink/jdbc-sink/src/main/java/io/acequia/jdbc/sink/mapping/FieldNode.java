package io.acequia.jdbc.sink.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A field that columns come from: itself a column, an object whose fields are columns, or both. The
 * tree of nodes is the compiled form of {@code postgres.columns}; below a spread it grows with the
 * fields that records turn out to have.
 *
 * <p>Reading a map looks up each known field and never walks the map: a field that is new shows in
 * the number of entries that were not hit.
 */
final class FieldNode {
  private static final int UNCLAIMED = -2;
  private static final int MAX_COMPILED = 64;

  private final String name;
  private final String path;
  private final String columnName;
  private final String fallbackName;
  private final boolean flatten;
  private final ColumnSet columns;
  private final List<FieldNode> children = new ArrayList<>();
  private final Map<String, FieldNode> byName = new HashMap<>();
  private final Map<Schema, List<Reading>> compiled = new java.util.IdentityHashMap<>();
  private boolean column;
  private boolean spread;
  private boolean explicit;
  private int number = UNCLAIMED;
  private @Nullable Schema lastSchema;
  private List<Reading> lastReadings = List.of();

  private FieldNode(
      String name,
      String path,
      String columnName,
      String fallbackName,
      boolean flatten,
      ColumnSet columns) {
    this.name = name;
    this.path = path;
    this.columnName = columnName;
    this.fallbackName = fallbackName;
    this.flatten = flatten;
    this.columns = columns;
  }

  /** The root of a value. */
  static FieldNode root(boolean flatten, ColumnSet columns) {
    return new FieldNode("", "", "", "", flatten, columns);
  }

  /** Adds what a spec asks for, and claims the columns that are known by name. */
  void add(ColumnSpec spec) {
    FieldNode node = this;
    for (String step : spec.path()) {
      node = node.child(step, spec.alias(), false);
    }
    node.spread |= spec.spread() || flatten;
    if (!spec.spread()) {
      node.column = true;
      node.explicit = true;
      node.number();
    }
  }

  private FieldNode child(String childName, @Nullable String alias, boolean underSpread) {
    FieldNode known = byName.get(childName);
    if (known != null && (known.column || alias == null)) {
      return known;
    }
    String childPath = path.isEmpty() ? childName : path + '.' + childName;
    String joined = childPath.replace('.', '_');
    String wanted =
        alias != null ? alias : underSpread && flattened() ? flatName(childName) : childName;
    FieldNode child = new FieldNode(childName, childPath, wanted, joined, flatten, columns);
    child.column = underSpread;
    child.spread = underSpread && flatten;
    byName.put(childName, child);
    children.add(child);
    compiled.clear();
    lastSchema = null;
    return child;
  }

  /** Whether this object's own column is replaced by those of its fields. */
  private boolean flattened() {
    return column && flatten;
  }

  private String flatName(String childName) {
    return columnName + '_' + childName;
  }

  private int number() {
    if (number == UNCLAIMED) {
      number =
          explicit
              ? columns.claim(path, columnName)
              : columns.claimSpread(path, columnName, fallbackName);
    }
    return number;
  }

  /** Reads the fields of this object into the row. */
  void read(Object object, Row row) {
    if (object instanceof Map<?, ?> map) {
      readMap(map, row);
    } else if (object instanceof Struct struct) {
      readStruct(struct, row);
    } else {
      throw new DataException(
          "%s is a %s, not an object with fields"
              .formatted(describe(), object.getClass().getSimpleName()));
    }
  }

  private String describe() {
    return path.isEmpty() ? "the record" : "the field '" + path + "'";
  }

  private void readMap(Map<?, ?> map, Row row) {
    int hits = 0;
    for (int i = 0; i < children.size(); i++) {
      FieldNode child = children.get(i);
      Object value = map.get(child.name);
      if (value != null) {
        hits++;
        child.accept(value, row);
      }
    }
    if (spread && hits < map.size()) {
      discover(map, row);
    }
  }

  private void discover(Map<?, ?> map, Row row) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getValue() != null && !byName.containsKey(entry.getKey())) {
        String field = String.valueOf(entry.getKey());
        if (!columns.admits(flattened() ? flatName(field) : field)) {
          continue;
        }
        child(field, null, true).accept(entry.getValue(), row);
      }
    }
  }

  /**
   * The child of this name, new if this is a spread that takes it; {@code null} if the field is not
   * wanted.
   *
   * @param position where it probably is, as the records of a topic tend to have one order
   */
  @Nullable FieldNode field(String field, int position) {
    if (position < children.size()) {
      FieldNode likely = children.get(position);
      if (likely.name.equals(field)) {
        return likely;
      }
    }
    FieldNode known = byName.get(field);
    if (known == null && spread && columns.admits(flattened() ? flatName(field) : field)) {
      known = child(field, null, true);
    }
    return known;
  }

  /** Whether an object here is wanted for its fields, and not as a column of its own. */
  boolean isOnlyObject() {
    return (!column || flatten) && (spread || !children.isEmpty());
  }

  void accept(Object value, Row row) {
    boolean object = value instanceof Map || value instanceof Struct;
    if (column && !(flatten && object)) {
      row.set(number(), value);
    }
    if (object ? spread || !children.isEmpty() : !column) {
      read(value, row);
    }
  }

  private void readStruct(Struct struct, Row row) {
    if (struct.schema() != lastSchema) {
      lastReadings = readings(struct.schema());
      lastSchema = struct.schema();
    }
    for (Reading reading : lastReadings) {
      Object value = struct.get(reading.field);
      if (value != null) {
        reading.node.accept(reading.decode(value), row);
      }
    }
  }

  private List<Reading> readings(Schema schema) {
    List<Reading> known = compiled.get(schema);
    if (known != null) {
      return known;
    }
    List<Reading> readings = new ArrayList<>();
    for (Field field : schema.fields()) {
      FieldNode node = byName.get(field.name());
      if (node == null
          && spread
          && columns.admits(flattened() ? flatName(field.name()) : field.name())) {
        node = child(field.name(), null, true);
      }
      if (node != null) {
        DeclaredType type = DeclaredType.of(field.schema());
        node.declare(field.schema(), type);
        readings.add(new Reading(field, node, type));
      }
    }
    if (compiled.size() >= MAX_COMPILED) {
      compiled.clear();
    }
    compiled.put(schema, readings);
    return readings;
  }

  private void declare(Schema schema, DeclaredType type) {
    boolean object = schema.type() == Schema.Type.STRUCT && type.decode() == null;
    if (column && !(flatten && object) && number() >= 0) {
      columns.declare(number, type.type());
    }
  }

  /** A field of one schema, and the node that takes its value. */
  private record Reading(Field field, FieldNode node, DeclaredType type) {
    Object decode(Object value) {
      return type.decode() == null ? value : type.decode().apply(value);
    }
  }
}
