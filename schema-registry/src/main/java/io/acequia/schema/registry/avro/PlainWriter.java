package io.acequia.schema.registry.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps of plain values as records of one Avro schema: fields by their names, numbers as what
 * holds them exactly, ISO 8601 texts where a schema asks for a time. For one thread.
 */
public final class PlainWriter {

  private final ValueWriter writer;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
  private @Nullable BinaryEncoder encoder;

  public PlainWriter(Schema target) {
    this.writer = writer(target, "");
  }

  /**
   * A value as bytes.
   *
   * @param prefix what comes before it
   * @throws MisfitException if it does not fit the schema; another schema may hold it
   */
  public byte[] write(byte[] prefix, @Nullable Object value) {
    try {
      encoder = EncoderFactory.get().binaryEncoder(out, encoder);
      // Only now: with this has gone out what a value before wrote that did not fit.
      out.reset();
      out.writeBytes(prefix);
      writer.write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static ValueWriter writer(Schema schema, String path) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, path);
      case UNION -> union(schema, path);
      case ARRAY -> array(schema, path);
      case MAP -> map(schema, path);
      default -> PlainScalars.writer(schema, path);
    };
  }

  private static ValueWriter record(Schema schema, String path) {
    Map<String, ValueWriter> writers = new LinkedHashMap<>();
    Map<String, Schema.Field> fields = new LinkedHashMap<>();
    for (Schema.Field field : schema.getFields()) {
      writers.put(field.name(), writer(field.schema(), ConnectWriter.path(path, field.name())));
      fields.put(field.name(), field);
    }
    List<ValueWriter> constants = new ArrayList<>();
    fields.values().forEach(field -> constants.add(constant(field)));
    ValueWriter[] all = writers.values().toArray(ValueWriter[]::new);
    String[] names = writers.keySet().toArray(String[]::new);
    return (value, out) -> {
      if (!(value instanceof Map<?, ?> map)) {
        throw misfit(value, schema, path);
      }
      int used = 0;
      for (int i = 0; i < all.length; i++) {
        Object given = map.get(names[i]);
        boolean there = given != null || map.containsKey(names[i]);
        used += there ? 1 : 0;
        (there ? all[i] : constants.get(i)).write(given, out);
      }
      if (used < map.size()) {
        requireKnown(map, writers, path);
      }
    };
  }

  /** A column without value may be left out, another must not be lost. */
  private static void requireKnown(Map<?, ?> map, Map<String, ValueWriter> writers, String path) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getValue() != null && !writers.containsKey(String.valueOf(entry.getKey()))) {
        throw new MisfitException(
            "the schema has no field " + ConnectWriter.path(path, String.valueOf(entry.getKey())));
      }
    }
  }

  private static ValueWriter constant(Schema.Field field) {
    if (!field.hasDefaultValue()) {
      return writer(field.schema(), field.name());
    }
    Object value = GenericData.get().getDefaultValue(field);
    GenericDatumWriter<Object> writer = new GenericDatumWriter<>(field.schema());
    return (nothing, out) -> write(writer, value, out);
  }

  private static void write(GenericDatumWriter<Object> writer, @Nullable Object value, Encoder out)
      throws IOException {
    writer.write(value, out);
  }

  private static ValueWriter union(Schema schema, String path) {
    List<Schema> types = schema.getTypes();
    ValueWriter[] writers =
        types.stream().map(type -> writer(type, path)).toArray(ValueWriter[]::new);
    return (value, out) -> {
      for (int i = 0; i < writers.length; i++) {
        if (PlainScalars.fits(types.get(i), value)) {
          out.writeIndex(i);
          writers[i].write(value, out);
          return;
        }
      }
      throw misfit(value, schema, path);
    };
  }

  private static ValueWriter array(Schema schema, String path) {
    ValueWriter items = writer(schema.getElementType(), path);
    return (value, out) -> {
      if (!(value instanceof List<?> list)) {
        throw misfit(value, schema, path);
      }
      out.writeArrayStart();
      out.setItemCount(list.size());
      for (Object item : list) {
        out.startItem();
        items.write(item, out);
      }
      out.writeArrayEnd();
    };
  }

  private static ValueWriter map(Schema schema, String path) {
    ValueWriter values = writer(schema.getValueType(), path);
    return (value, out) -> {
      if (!(value instanceof Map<?, ?> map)) {
        throw misfit(value, schema, path);
      }
      out.writeMapStart();
      out.setItemCount(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.startItem();
        out.writeString(String.valueOf(entry.getKey()));
        values.write(entry.getValue(), out);
      }
      out.writeMapEnd();
    };
  }

  static MisfitException misfit(@Nullable Object value, Schema schema, String path) {
    return new MisfitException(
        (path.isEmpty() ? "the value" : path)
            + " is "
            + (value == null ? "null" : "of " + value.getClass().getSimpleName())
            + ", which does not fit Avro's "
            + schema.getType().getName());
  }

  /** A value is of another type than the schema says. */
  public static final class MisfitException extends DataException {
    MisfitException(String message) {
      super(message);
    }
  }
}
