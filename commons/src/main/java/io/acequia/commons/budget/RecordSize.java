package io.acequia.commons.budget;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A rough estimate of a record's memory, in bytes: what bounds a task's buffers. */
public final class RecordSize {
  private static final long RECORD = 256;
  private static final long OBJECT = 48;

  private RecordSize() {}

  /** The bytes of the record, its key and its value. */
  public static long of(ConnectRecord<?> record) {
    return RECORD + of(record.key()) + of(record.value());
  }

  private static long of(@Nullable Object value) {
    if (value instanceof String text) {
      return OBJECT + text.length();
    }
    if (value instanceof byte[] bytes) {
      return OBJECT + bytes.length;
    }
    if (value instanceof ByteBuffer buffer) {
      return OBJECT + buffer.remaining();
    }
    long size = OBJECT;
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        // The keys of parsed JSON are shared by its records.
        size += OBJECT + of(entry.getValue());
      }
    } else if (value instanceof Struct struct) {
      for (Field field : struct.schema().fields()) {
        // By the field itself: a look up of its name costs more than all the rest.
        size += of(struct.get(field));
      }
    } else if (value instanceof Collection<?> list) {
      for (Object element : list) {
        size += of(element);
      }
    }
    return size;
  }
}
