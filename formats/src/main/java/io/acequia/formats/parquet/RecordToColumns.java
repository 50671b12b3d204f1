package io.acequia.formats.parquet;

import java.util.Iterator;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.schema.MessageType;

/**
 * Takes records apart into a file's columns: a tree made once for the schema, which knows each
 * column's writer, so that nothing is looked up for a value. Records have been checked.
 */
final class RecordToColumns {

  private final ColumnWriteStore columns;
  private final Iterator<ColumnDescriptor> descriptors;
  private final ColumnNode root;

  /**
   * @param message what {@link ParquetSchemas} makes of the schema
   */
  RecordToColumns(Schema schema, MessageType message, ColumnWriteStore columns) {
    this.columns = columns;
    // Depth first, as the tree is made.
    this.descriptors = message.getColumns().iterator();
    this.root = struct(schema, 0);
  }

  /** Adds a record of the very schema that this was made for. */
  void record(Struct struct) {
    root.write(struct, 0, 0);
    columns.endRecord();
  }

  private ColumnNode.Slot slot(Schema schema, int repetition) {
    return new ColumnNode.Slot(node(schema, repetition), schema.isOptional());
  }

  private ColumnNode node(Schema schema, int repetition) {
    return switch (schema.type()) {
      case STRUCT -> struct(schema, repetition);
      case ARRAY ->
          new ColumnNode.Elements(slot(schema.valueSchema(), repetition + 1), repetition + 1);
      case MAP ->
          new ColumnNode.Entries(
              slot(schema.keySchema(), repetition + 1),
              slot(schema.valueSchema(), repetition + 1),
              repetition + 1);
      default ->
          new ColumnNode.Column(
              columns.getColumnWriter(descriptors.next()), ColumnValue.of(schema));
    };
  }

  private ColumnNode struct(Schema schema, int repetition) {
    Field[] fields = schema.fields().toArray(Field[]::new);
    ColumnNode.Slot[] slots = new ColumnNode.Slot[fields.length];
    for (int i = 0; i < fields.length; i++) {
      slots[i] = slot(fields[i].schema(), repetition);
    }
    return new ColumnNode.Group(fields, slots);
  }
}
