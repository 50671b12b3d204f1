package io.acequia.formats.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/** Puts values of Connect together from what Parquet's columns call. */
final class Converters {

  private Converters() {}

  /** A simple value; what a column does not call is never used. */
  static final class Simple extends PrimitiveConverter {

    private final Consumer<Object> target;
    private final LongFunction<Object> ofLong;
    private final Function<Binary, Object> ofBinary;

    Simple(
        Consumer<Object> target, LongFunction<Object> ofLong, Function<Binary, Object> ofBinary) {
      this.target = target;
      this.ofLong = ofLong;
      this.ofBinary = ofBinary;
    }

    @Override
    public void addBinary(Binary value) {
      target.accept(ofBinary.apply(value));
    }

    @Override
    public void addBoolean(boolean value) {
      target.accept(value);
    }

    @Override
    public void addDouble(double value) {
      target.accept(value);
    }

    @Override
    public void addFloat(float value) {
      target.accept(value);
    }

    @Override
    public void addInt(int value) {
      target.accept(ofLong.apply(value));
    }

    @Override
    public void addLong(long value) {
      target.accept(ofLong.apply(value));
    }
  }

  /** A struct. Fields that may repeat are lists, which have no group of their own. */
  static final class OfStruct extends GroupConverter {

    private final Consumer<Object> target;
    private final Schema schema;
    private final Converter[] fields;
    private final @Nullable Object[] values;
    private final boolean[] repeats;

    OfStruct(Consumer<Object> target, Schema schema, List<ParquetType> types, boolean[] repeats) {
      this.target = target;
      this.schema = schema;
      this.repeats = repeats;
      this.values = new Object[types.size()];
      this.fields = new Converter[types.size()];
      for (int i = 0; i < fields.length; i++) {
        int index = i;
        fields[i] = types.get(i).converter(value -> set(index, value));
      }
    }

    @SuppressWarnings("unchecked") // Only lists of ours are at the places that repeat.
    private void set(int index, Object value) {
      if (repeats[index]) {
        List<Object> list = (List<Object>) values[index];
        if (list != null) {
          list.add(value);
        }
      } else {
        values[index] = value;
      }
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return fields[fieldIndex];
    }

    @Override
    public void start() {
      for (int i = 0; i < values.length; i++) {
        values[i] = repeats[i] ? new ArrayList<>() : null;
      }
    }

    @Override
    public void end() {
      Struct struct = new Struct(schema);
      for (Field field : schema.fields()) {
        struct.put(field, values[field.index()]);
      }
      target.accept(struct);
    }
  }

  /** A group around one thing that repeats: a list, or the entries of a map. */
  static final class Around extends GroupConverter {

    private final Converter inner;
    private final Runnable begin;
    private final Runnable finish;

    Around(Converter inner, Runnable begin, Runnable finish) {
      this.inner = inner;
      this.begin = begin;
      this.finish = finish;
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return inner;
    }

    @Override
    public void start() {
      begin.run();
    }

    @Override
    public void end() {
      finish.run();
    }
  }

  /** A list whose elements are in a group of their own, so that they may be missing. */
  static Converter list(Consumer<Object> target, ParquetType element, boolean grouped) {
    List<@Nullable Object> values = new ArrayList<>();
    @Nullable Object[] current = new Object[1];
    Converter inner =
        grouped
            ? new Around(
                element.converter(value -> current[0] = value),
                () -> current[0] = null,
                () -> values.add(current[0]))
            : element.converter(values::add);
    return new Around(inner, values::clear, () -> target.accept(new ArrayList<>(values)));
  }

  /** A map. */
  static Converter map(Consumer<Object> target, ParquetType keys, ParquetType values) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    return new Around(
        new Entry(keys, values, map), map::clear, () -> target.accept(new LinkedHashMap<>(map)));
  }

  private static final class Entry extends GroupConverter {

    private final Map<@Nullable Object, @Nullable Object> target;
    private final Converter keys;
    private final Converter values;
    private @Nullable Object key;
    private @Nullable Object value;

    Entry(ParquetType keys, ParquetType values, Map<@Nullable Object, @Nullable Object> target) {
      this.target = target;
      this.keys = keys.converter(k -> key = k);
      this.values = values.converter(v -> value = v);
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return fieldIndex == 0 ? keys : values;
    }

    @Override
    public void start() {
      key = null;
      value = null;
    }

    @Override
    public void end() {
      target.put(key, value);
    }
  }
}
