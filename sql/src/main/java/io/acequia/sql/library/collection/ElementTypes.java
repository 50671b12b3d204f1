package io.acequia.sql.library.collection;

import io.acequia.sql.function.Argument;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Types of arrays, maps and what is in them, where any element may be null. */
public final class ElementTypes {

  private ElementTypes() {}

  /** The type of all these, or {@link SqlType#ANY} if they differ. */
  public static SqlType common(List<SqlType> types) {
    SqlType common = SqlType.NULL;
    for (SqlType type : types) {
      if (type.kind() != Kind.NULL) {
        SqlType next = optional(type);
        if (common.kind() != Kind.NULL && !common.equals(next)) {
          return SqlType.ANY;
        }
        common = next;
      }
    }
    return common.kind() == Kind.NULL ? SqlType.ANY : common;
  }

  /** The type of an array's elements or a map's values. */
  static SqlType element(Argument collection) {
    return optional(collection.type().element());
  }

  /** An array with elements of all of these arrays. */
  static SqlType arrayOf(List<Argument> arrays) {
    return SqlType.array(common(arrays.stream().map(array -> array.type().element()).toList()));
  }

  private static SqlType optional(SqlType type) {
    Schema schema = type.schema();
    if (schema == null) {
      return type.isOpen() ? SqlType.ANY : type;
    }
    return SqlType.of(optional(schema));
  }

  /** The schema without name of a column, documentation and default, which an element has not. */
  private static Schema optional(Schema schema) {
    if (schema.isOptional() && schema.defaultValue() == null && schema.doc() == null) {
      return schema;
    }
    SchemaBuilder copy = builder(schema).optional();
    if (schema.name() != null) {
      copy.name(schema.name());
    }
    Integer version = schema.version();
    if (version != null) {
      copy.version(version);
    }
    if (schema.parameters() != null) {
      copy.parameters(schema.parameters());
    }
    return copy.build();
  }

  private static SchemaBuilder builder(Schema schema) {
    return switch (schema.type()) {
      case ARRAY -> SchemaBuilder.array(schema.valueSchema());
      case MAP -> SchemaBuilder.map(schema.keySchema(), schema.valueSchema());
      case STRUCT -> {
        SchemaBuilder struct = SchemaBuilder.struct();
        for (Field field : schema.fields()) {
          struct.field(field.name(), field.schema());
        }
        yield struct;
      }
      default -> SchemaBuilder.type(schema.type());
    };
  }

  /** A place from 1, or from the end if negative, as one from 0; -1 if it is outside. */
  static int index(int place, int size) {
    long index = place < 0 ? (long) size + place : place - 1L;
    return index < 0 || index >= size ? -1 : (int) index;
  }

  /** An element, or null if there is none. */
  static @Nullable Object at(List<?> list, int place) {
    int index = index(place, list.size());
    return index < 0 ? null : list.get(index);
  }
}
