package io.acequia.smt.lookup;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Some columns of a table under names of their own, and the schema that they make. */
final class RowView {

  private final TableShape shape;
  private final String[] columns;
  private final String[] names;
  private final int[] positions;
  private final ColumnType[] types;
  private final Schema schema;
  private final Field[] fields;

  private RowView(TableShape shape, String[] columns, String[] names) {
    this.shape = shape;
    this.columns = columns;
    this.names = names;
    this.positions = new int[columns.length];
    this.types = new ColumnType[columns.length];
    SchemaBuilder builder = SchemaBuilder.struct().optional();
    for (int i = 0; i < columns.length; i++) {
      positions[i] = shape.position(columns[i]);
      types[i] = shape.type(columns[i]);
      builder.field(names[i], types[i].schema());
    }
    this.schema = builder.build();
    this.fields = schema.fields().toArray(new Field[0]);
  }

  /**
   * @param columns a column that is not in the shape is optional text, and null
   * @param names in the order of the columns
   */
  static RowView of(TableShape shape, List<String> columns, List<String> names) {
    return new RowView(shape, columns.toArray(new String[0]), names.toArray(new String[0]));
  }

  TableShape shape() {
    return shape;
  }

  /** Of the struct: optional, as all its fields are. */
  Schema schema() {
    return schema;
  }

  List<String> names() {
    return List.of(names);
  }

  /** Of the fields, which are all optional. */
  List<Schema> schemas() {
    return Arrays.stream(types).map(ColumnType::schema).toList();
  }

  int size() {
    return columns.length;
  }

  /** A value as a record without schema has it. */
  @Nullable Object open(TableRow row, int i) {
    return row.shape() == shape ? row.at(positions[i]) : row.named(columns[i]);
  }

  /** A value as a struct has it. */
  @Nullable Object typed(TableRow row, int i) {
    Object value = open(row, i);
    return value == null ? null : types[i].typed(value);
  }

  Struct struct(TableRow row) {
    Struct struct = new Struct(schema);
    for (int i = 0; i < fields.length; i++) {
      struct.put(fields[i], typed(row, i));
    }
    return struct;
  }

  Map<String, @Nullable Object> map(TableRow row) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      map.put(names[i], open(row, i));
    }
    return Collections.unmodifiableMap(map);
  }
}
