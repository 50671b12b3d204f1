package io.acequia.formats.value;

import io.acequia.formats.SchemaFit;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** How schemas fit into the schema of one file. Not thread-safe. */
public final class SchemaFits {

  // Converters hand out a few instances over and over; one that makes a new one for each record
  // only costs the comparison.
  private static final int REMEMBERED = 64;

  private final Schema file;
  private final Map<Schema, SchemaFit> known = new IdentityHashMap<>();

  public SchemaFits(Schema file) {
    this.file = file;
  }

  /** Values without schema may fit, one by one. */
  public SchemaFit of(@Nullable Schema schema) {
    if (schema == null) {
      return SchemaFit.COMPATIBLE;
    }
    if (schema == file) {
      return SchemaFit.EXACT;
    }
    SchemaFit fit = known.get(schema);
    if (fit == null) {
      fit = compare(schema, file);
      if (known.size() == REMEMBERED) {
        known.clear();
      }
      known.put(schema, fit);
    }
    return fit;
  }

  private static SchemaFit compare(Schema from, Schema to) {
    if (from.isOptional() && !to.isOptional()) {
      return SchemaFit.NONE;
    }
    SchemaFit fit =
        from.type() == to.type() && sameMeaning(from, to) ? inside(from, to) : widened(from, to);
    boolean nullable = from.isOptional() == to.isOptional();
    return nullable ? fit : worse(fit, SchemaFit.COMPATIBLE);
  }

  private static SchemaFit inside(Schema from, Schema to) {
    return switch (from.type()) {
      case STRUCT -> struct(from, to);
      case ARRAY -> compare(from.valueSchema(), to.valueSchema());
      case MAP ->
          worse(
              compare(from.keySchema(), to.keySchema()),
              compare(from.valueSchema(), to.valueSchema()));
      default -> SchemaFit.EXACT;
    };
  }

  private static SchemaFit struct(Schema from, Schema to) {
    SchemaFit fit = SchemaFit.EXACT;
    for (Field field : to.fields()) {
      Field given = from.field(field.name());
      fit = worse(fit, given == null ? missing(field) : compare(given.schema(), field.schema()));
    }
    for (Field field : from.fields()) {
      if (to.field(field.name()) == null) {
        fit = worse(fit, SchemaFit.LOSSY);
      }
    }
    return fit;
  }

  private static SchemaFit missing(Field field) {
    boolean fillable = field.schema().isOptional() || field.schema().defaultValue() != null;
    return fillable ? SchemaFit.COMPATIBLE : SchemaFit.NONE;
  }

  /** Names of structs say nothing about their values; those of logical types do. */
  private static boolean sameMeaning(Schema from, Schema to) {
    boolean sameLogical =
        Objects.equals(LogicalType.of(from), LogicalType.of(to))
            || from.type().equals(Schema.Type.STRUCT);
    boolean decimal = LogicalType.of(to) == LogicalType.DECIMAL;
    return sameLogical && (!decimal || LogicalType.scale(from) == LogicalType.scale(to));
  }

  private static SchemaFit widened(Schema from, Schema to) {
    LogicalType logical = LogicalType.of(from);
    if (logical != LogicalType.of(to)) {
      return SchemaFit.NONE;
    }
    if (logical == LogicalType.DECIMAL) {
      return LogicalType.scale(from) <= LogicalType.scale(to)
          ? SchemaFit.COMPATIBLE
          : SchemaFit.NONE;
    }
    boolean wider =
        switch (to.type()) {
          case INT16 -> from.type() == Schema.Type.INT8;
          case INT32 -> from.type() == Schema.Type.INT8 || from.type() == Schema.Type.INT16;
          case INT64 -> isUpToInt32(from);
          case FLOAT64 -> isUpToInt32(from) || from.type() == Schema.Type.FLOAT32;
          default -> false;
        };
    return wider && logical == LogicalType.NONE ? SchemaFit.COMPATIBLE : SchemaFit.NONE;
  }

  private static boolean isUpToInt32(Schema schema) {
    return switch (schema.type()) {
      case INT8, INT16, INT32 -> true;
      default -> false;
    };
  }

  private static SchemaFit worse(SchemaFit one, SchemaFit other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
