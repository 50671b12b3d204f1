package io.acequia.formats.parquet;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.parquet.column.ColumnWriter;
import org.jspecify.annotations.Nullable;

/**
 * A part of a record: what of it goes into which columns, at which levels. A repetition level tells
 * which list a value goes on with, a definition level how much of its path is there.
 *
 * @see <a href="https://research.google/pubs/dremel-interactive-analysis-of-web-scale-datasets/">
 *     Dremel</a>, section 4
 */
sealed interface ColumnNode {

  /** Writes a value. */
  void write(Object value, int repetition, int definition);

  /** Tells all columns below that there is nothing. */
  void absent(int repetition, int definition);

  /** A value that may be {@code null}; only what is optional counts as a level. */
  record Slot(ColumnNode node, boolean optional) {
    void write(@Nullable Object value, int repetition, int definition) {
      if (value == null) {
        node.absent(repetition, definition);
      } else {
        node.write(value, repetition, optional ? definition + 1 : definition);
      }
    }
  }

  /** A single value. */
  record Column(ColumnWriter out, ColumnValue value) implements ColumnNode {
    @Override
    public void write(Object given, int repetition, int definition) {
      value.write(out, given, repetition, definition);
    }

    @Override
    public void absent(int repetition, int definition) {
      out.writeNull(repetition, definition);
    }
  }

  /** A struct. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Group(Field[] fields, Slot[] slots) implements ColumnNode {
    @Override
    public void write(Object value, int repetition, int definition) {
      Struct struct = (Struct) value;
      for (int i = 0; i < fields.length; i++) {
        slots[i].write(struct.get(fields[i]), repetition, definition);
      }
    }

    @Override
    public void absent(int repetition, int definition) {
      for (Slot slot : slots) {
        slot.node.absent(repetition, definition);
      }
    }
  }

  /** An array: a group that repeats, with an element. */
  record Elements(Slot element, int level) implements ColumnNode {
    @Override
    public void write(Object value, int repetition, int definition) {
      int first = repetition;
      for (Object each : (Collection<?>) value) {
        element.write(each, first, definition + 1);
        first = level;
      }
      if (((Collection<?>) value).isEmpty()) {
        absent(repetition, definition);
      }
    }

    @Override
    public void absent(int repetition, int definition) {
      element.node.absent(repetition, definition);
    }
  }

  /** A map: a group that repeats, with a key and a value. */
  record Entries(Slot key, Slot value, int level) implements ColumnNode {
    @Override
    public void write(Object given, int repetition, int definition) {
      Map<?, ?> map = (Map<?, ?>) given;
      int first = repetition;
      for (Map.Entry<?, ?> each : map.entrySet()) {
        key.write(each.getKey(), first, definition + 1);
        value.write(each.getValue(), first, definition + 1);
        first = level;
      }
      if (map.isEmpty()) {
        absent(repetition, definition);
      }
    }

    @Override
    public void absent(int repetition, int definition) {
      key.node.absent(repetition, definition);
      value.node.absent(repetition, definition);
    }
  }
}
