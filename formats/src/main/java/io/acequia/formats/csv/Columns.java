package io.acequia.formats.csv;

import io.acequia.formats.JsonStyle;
import io.acequia.formats.SchemaFit;
import io.acequia.formats.value.JsonText;
import io.acequia.formats.value.Misfit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The columns of a CSV file, and a record's values in their order. */
public final class Columns {

  private static final int REMEMBERED = 64;

  private final List<String> names;
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<Schema, SchemaFit> known = new IdentityHashMap<>();
  private final JsonText text;

  private Columns(Iterable<String> names, JsonStyle style) {
    List<String> ordered = new ArrayList<>();
    for (String name : names) {
      positions.put(name, ordered.size());
      ordered.add(name);
    }
    if (ordered.isEmpty()) {
      throw new Misfit("the record has no fields, and CSV needs columns");
    }
    this.names = List.copyOf(ordered);
    this.text = new JsonText(style);
  }

  /**
   * The fields of a schema.
   *
   * @throws Misfit if it is not that of a record
   */
  public static Columns of(Schema schema, JsonStyle style) {
    if (schema.type() != Schema.Type.STRUCT) {
      throw new Misfit("the record is not an object, and CSV needs columns");
    }
    return of(schema.fields().stream().map(Field::name).toList(), style);
  }

  /** Columns by name. */
  public static Columns of(Iterable<String> names, JsonStyle style) {
    return new Columns(names, style);
  }

  List<String> names() {
    return names;
  }

  /** Names are all that counts: each value is text. */
  SchemaFit fit(@Nullable Schema schema) {
    if (schema == null) {
      return SchemaFit.COMPATIBLE;
    }
    if (known.size() == REMEMBERED) {
      known.clear();
    }
    return known.computeIfAbsent(schema, this::compare);
  }

  private SchemaFit compare(Schema schema) {
    if (schema.type() != Schema.Type.STRUCT) {
      return SchemaFit.NONE;
    }
    long here = schema.fields().stream().filter(f -> positions.containsKey(f.name())).count();
    if (here < schema.fields().size()) {
      return SchemaFit.LOSSY;
    }
    return here == names.size() ? SchemaFit.EXACT : SchemaFit.COMPATIBLE;
  }

  /**
   * Puts a record's values at their places; {@code null} where it has none.
   *
   * @throws Misfit naming the field
   */
  void fill(@Nullable String[] target, @Nullable Schema schema, @Nullable Object value) {
    Arrays.fill(target, null);
    if (value instanceof Struct struct) {
      for (Field field : struct.schema().fields()) {
        Integer position = positions.get(field.name());
        if (position != null) {
          target[position] = cell(field.name(), field.schema(), struct.get(field));
        }
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String name = String.valueOf(entry.getKey());
        Integer position = positions.get(name);
        if (position == null) {
          throw Misfit.wider("is not a column of the file").in(name);
        }
        target[position] =
            cell(name, schema == null ? null : schema.valueSchema(), entry.getValue());
      }
    } else {
      throw new Misfit("the record is not an object, and CSV needs columns");
    }
  }

  /** Text as it is; all else as JSON has it, without the quotes of a string. */
  private @Nullable String cell(String name, @Nullable Schema schema, @Nullable Object value) {
    if (value == null || value instanceof CharSequence) {
      return value == null ? null : value.toString();
    }
    String json;
    try {
      json = text.text(schema, value);
    } catch (Misfit misfit) {
      throw misfit.in(name);
    }
    // Only bytes and times become strings here, whose text needs no escapes.
    return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
  }
}
