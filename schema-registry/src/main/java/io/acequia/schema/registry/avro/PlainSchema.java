package io.acequia.schema.registry.avro;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the schema of rows of plain values. Every column may be null; a column of which nothing but
 * null was seen is not in the schema yet. A schema only ever grows: a column is added, a long
 * becomes a double, so that readers of the new schema can read what was written by the old one.
 */
public final class PlainSchema {

  private static final int MAX_DEPTH = 32;

  private PlainSchema() {}

  /**
   * The schema that holds this row, too.
   *
   * @param known the schema so far; null: none
   * @param name the record's full name
   * @throws DataException if no schema can hold both
   */
  public static Schema including(@Nullable Schema known, String name, Map<?, ?> row) {
    try {
      return record(known, name, row, 0);
    } catch (AvroRuntimeException e) {
      throw new DataException("the columns cannot be written as Avro: " + e.getMessage(), e);
    }
  }

  private static Schema record(@Nullable Schema known, String name, Map<?, ?> row, int depth) {
    if (depth > MAX_DEPTH) {
      throw new DataException("a value is nested more than " + MAX_DEPTH + " deep");
    }
    Map<String, Schema.Field> fields = new LinkedHashMap<>();
    if (known != null) {
      known
          .getFields()
          .forEach(field -> fields.put(field.name(), new Schema.Field(field, field.schema())));
    }
    row.forEach(
        (key, value) -> {
          String column = String.valueOf(key);
          Schema.Field before = fields.get(column);
          if (value != null) {
            String path = name + "." + column;
            if (before == null) {
              Schema made = nullable(type(value, path, depth + 1));
              fields.put(column, new Schema.Field(column, made, null, JsonProperties.NULL_VALUE));
            } else {
              Schema wider = wider(before.schema(), value, path, depth + 1);
              fields.put(column, new Schema.Field(before, wider));
            }
          }
        });
    Schema made =
        Schema.createRecord(
            AvroNames.simple(name),
            known == null ? null : known.getDoc(),
            AvroNames.namespace(name),
            false);
    if (known != null) {
      made.addAllProps(known);
    }
    made.setFields(new ArrayList<>(fields.values()));
    return made;
  }

  private static Schema nullable(Schema schema) {
    return Schema.createUnion(Schema.create(Type.NULL), schema);
  }

  private static Schema type(Object value, String path, int depth) {
    if (value instanceof String || value instanceof java.math.BigDecimal) {
      return Schema.create(Type.STRING);
    } else if (value instanceof Long || value instanceof Integer) {
      return Schema.create(Type.LONG);
    } else if (value instanceof Double || value instanceof Float) {
      return Schema.create(Type.DOUBLE);
    } else if (value instanceof Boolean) {
      return Schema.create(Type.BOOLEAN);
    } else if (value instanceof byte[]) {
      return Schema.create(Type.BYTES);
    } else if (value instanceof Map<?, ?> map) {
      return record(null, path, map, depth);
    } else if (value instanceof List<?> list) {
      Schema element = nullable(Schema.create(Type.STRING));
      boolean empty = true;
      for (Object item : list) {
        if (item != null) {
          element = empty ? nullable(type(item, path + ".item", depth + 1)) : element;
          element = empty ? element : wider(element, item, path + ".item", depth + 1);
          empty = false;
        }
      }
      return Schema.createArray(element);
    }
    throw new DataException(path + " is of " + value.getClass().getName() + ", which Avro has not");
  }

  private static Schema wider(Schema known, Object value, String path, int depth) {
    if (known.getType() == Type.UNION) {
      List<Schema> members = Unions.members(known);
      if (members.size() == 1) {
        Schema wider = wider(members.get(0), value, path, depth);
        boolean nullFirst = known.getTypes().get(0).getType() == Type.NULL;
        Schema nothing = Schema.create(Type.NULL);
        return !Unions.hasNull(known)
            ? Schema.createUnion(wider)
            : nullFirst ? Schema.createUnion(nothing, wider) : Schema.createUnion(wider, nothing);
      }
      return known;
    }
    if (known.getType() == Type.RECORD && value instanceof Map<?, ?> map) {
      return record(known, known.getFullName(), map, depth);
    }
    if (known.getType() == Type.ARRAY && value instanceof List<?> list) {
      Schema element = known.getElementType();
      for (Object item : list) {
        if (item != null) {
          element = wider(element, item, path + ".item", depth + 1);
        }
      }
      return Schema.createArray(element);
    }
    boolean isWhole = known.getType() == Type.INT || known.getType() == Type.LONG;
    if (isWhole && !PlainScalars.fits(known, value) && value instanceof Number) {
      boolean small = value instanceof Long && known.getType() == Type.INT;
      return Schema.create(small ? Type.LONG : Type.DOUBLE);
    }
    return known;
  }
}
