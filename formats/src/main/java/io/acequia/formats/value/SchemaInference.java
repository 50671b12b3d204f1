package io.acequia.formats.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Guesses a schema from values without one: all fields that were seen, in the order in which they
 * came, all optional. Fractions are doubles, also those with more digits than a double has. Whole
 * numbers and fractions together are fractions; other mixtures are text, and so is what never had a
 * value.
 */
public final class SchemaInference {

  private static final int COLUMNS = 10_000;

  private enum Kind {
    UNKNOWN,
    BOOLEAN,
    WHOLE,
    FRACTION,
    TEXT,
    BYTES,
    TIMESTAMP,
    OBJECT,
    ARRAY
  }

  private final boolean typed;
  private final Map<String, SchemaInference> fields = new LinkedHashMap<>();
  private @Nullable SchemaInference elements;
  private Kind kind = Kind.UNKNOWN;

  /**
   * @param typed whether types count, not only names; then whole numbers beyond 64 bits, for which
   *     there is no type, are refused
   */
  public SchemaInference(boolean typed) {
    this.typed = typed;
  }

  /**
   * Looks at one more value.
   *
   * @throws Misfit naming the field, if it is of a type that Connect does not have without schema
   */
  public void add(@Nullable Object value) {
    if (value == null) {
      return;
    }
    Kind given = kind(value);
    kind = kind == Kind.UNKNOWN || kind == given ? given : mixed(kind, given);
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> field(String.valueOf(name), inner));
    } else if (value instanceof Collection<?> list) {
      if (elements == null) {
        elements = new SchemaInference(typed);
      }
      list.forEach(elements::add);
    }
  }

  private void field(String name, @Nullable Object value) {
    SchemaInference field = fields.computeIfAbsent(name, n -> new SchemaInference(typed));
    if (fields.size() > COLUMNS) {
      throw new Misfit("has more than " + COLUMNS + " fields");
    }
    try {
      field.add(value);
    } catch (Misfit misfit) {
      throw misfit.in(name);
    }
  }

  private static Kind mixed(Kind one, Kind other) {
    boolean numbers =
        (one == Kind.WHOLE || one == Kind.FRACTION)
            && (other == Kind.WHOLE || other == Kind.FRACTION);
    return numbers ? Kind.FRACTION : Kind.TEXT;
  }

  private Kind kind(Object value) {
    if (value instanceof CharSequence) {
      return Kind.TEXT;
    } else if (value instanceof Boolean) {
      return Kind.BOOLEAN;
    } else if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
      return Kind.FRACTION;
    } else if (value instanceof BigInteger) {
      if (typed) {
        throw new Misfit("is a whole number beyond 64 bits: it needs a schema or quotes");
      }
      return Kind.TEXT;
    } else if (value instanceof Number) {
      return Kind.WHOLE;
    } else if (value instanceof Map) {
      return Kind.OBJECT;
    } else if (value instanceof Collection) {
      return Kind.ARRAY;
    } else if (value instanceof byte[] || value instanceof ByteBuffer) {
      return Kind.BYTES;
    } else if (value instanceof Date) {
      return Kind.TIMESTAMP;
    }
    throw new Misfit("is a " + value.getClass().getName() + ", which needs a schema");
  }

  /** The names of the fields, for formats that need no types. */
  public Collection<String> names() {
    return fields.keySet();
  }

  /** The schema of a record. */
  public Schema record() {
    if (kind != Kind.OBJECT && kind != Kind.UNKNOWN) {
      throw new Misfit("the record is not an object");
    }
    return object().build();
  }

  private SchemaBuilder object() {
    SchemaBuilder struct = SchemaBuilder.struct();
    fields.forEach((name, field) -> struct.field(name, field.schema()));
    return struct;
  }

  private Schema schema() {
    return switch (kind) {
      case BOOLEAN -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
      case WHOLE -> Schema.OPTIONAL_INT64_SCHEMA;
      case FRACTION -> Schema.OPTIONAL_FLOAT64_SCHEMA;
      case BYTES -> Schema.OPTIONAL_BYTES_SCHEMA;
      case TIMESTAMP -> Timestamp.builder().optional().build();
      // Neither Avro's nor Parquet's readers agree on what a record without fields is.
      case OBJECT -> fields.isEmpty() ? Schema.OPTIONAL_STRING_SCHEMA : object().optional().build();
      case ARRAY ->
          SchemaBuilder.array(elements == null ? Schema.OPTIONAL_STRING_SCHEMA : elements.schema())
              .optional()
              .build();
      default -> Schema.OPTIONAL_STRING_SCHEMA;
    };
  }
}
