package io.acequia.smt.enrich;

import io.acequia.commons.path.FieldPath;
import io.acequia.smt.record.Change;
import io.acequia.smt.record.PathRewrite;
import io.acequia.smt.record.SchemaCache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Puts fields into a record's struct or map, or into one inside it. A field that is there already
 * is replaced in its place. A parent that is null or not there is left so. Not thread-safe.
 */
public final class AddedFields {

  private final String[] names;
  private final Schema[] schemas;
  private final @Nullable PathRewrite inside;
  private final SchemaCache<Change> outermost = new SchemaCache<>(schema -> at(null, schema));
  private @Nullable Object[] added = {};

  /**
   * @param parent of the fields; null for the record itself
   * @param schemas of the fields, used in records with schema
   */
  public AddedFields(@Nullable FieldPath parent, List<String> names, List<Schema> schemas) {
    this.names = names.toArray(new String[0]);
    this.schemas = schemas.toArray(new Schema[0]);
    this.inside = parent == null ? null : new PathRewrite(List.of(parent), this::at);
  }

  /** The schema of records that had {@code schema}; null for null. */
  public @Nullable Schema schema(@Nullable Schema schema) {
    if (inside != null) {
      return inside.schema(schema);
    }
    return schema == null ? null : outermost.get(schema).schema();
  }

  /**
   * A copy of the record's key or value with the fields.
   *
   * @param values of the fields, in their order; not kept
   * @throws DataException if the parent is neither struct nor map
   */
  public @Nullable Object value(
      @Nullable Schema schema, @Nullable Object before, @Nullable Object[] values) {
    added = values;
    if (inside != null) {
      return inside.value(schema, before);
    }
    return schema == null ? withEntries(null, before) : outermost.get(schema).value().apply(before);
  }

  private Change at(@Nullable FieldPath path, @Nullable Schema schema) {
    if (schema == null) {
      return new Change(null, before -> withEntries(path, before));
    }
    if (schema.type() != Schema.Type.STRUCT) {
      throw new DataException(
          "'" + (path == null ? "the record" : path) + "' is no struct but a " + schema.type());
    }
    Schema after = extended(schema);
    Field[] kept =
        schema.fields().stream()
            .filter(field -> !List.of(names).contains(field.name()))
            .toArray(Field[]::new);
    Field[] targets = new Field[kept.length];
    for (int i = 0; i < kept.length; i++) {
      targets[i] = after.field(kept[i].name());
    }
    Field[] own = new Field[names.length];
    for (int i = 0; i < names.length; i++) {
      own[i] = after.field(names[i]);
    }
    return new Change(after, before -> withFields(before, after, kept, targets, own));
  }

  private @Nullable Object withFields(
      @Nullable Object before, Schema after, Field[] kept, Field[] targets, Field[] own) {
    if (!(before instanceof Struct struct)) {
      return before;
    }
    Struct result = new Struct(after);
    for (int i = 0; i < kept.length; i++) {
      // Null stays null even where there is a default, which takes the slower way by name.
      Object value =
          kept[i].schema().defaultValue() == null
              ? struct.get(kept[i])
              : struct.getWithoutDefault(kept[i].name());
      result.put(targets[i], value);
    }
    for (int i = 0; i < own.length; i++) {
      result.put(own[i], added[i]);
    }
    return result;
  }

  private @Nullable Object withEntries(@Nullable FieldPath path, @Nullable Object before) {
    if (before == null) {
      return null;
    }
    if (!(before instanceof Map<?, ?> map)) {
      throw new DataException("'" + path + "' is no map but a " + before.getClass().getName());
    }
    Map<Object, @Nullable Object> result = new LinkedHashMap<>(map);
    for (int i = 0; i < names.length; i++) {
      result.put(names[i], added[i]);
    }
    return result;
  }

  /** Without the default, which would lack the new fields. */
  private Schema extended(Schema schema) {
    SchemaBuilder builder =
        SchemaBuilder.struct().name(schema.name()).version(schema.version()).doc(schema.doc());
    if (schema.parameters() != null) {
      builder.parameters(schema.parameters());
    }
    Map<String, Schema> fields = new LinkedHashMap<>();
    for (Field field : schema.fields()) {
      fields.put(field.name(), field.schema());
    }
    for (int i = 0; i < names.length; i++) {
      fields.put(names[i], schemas[i]);
    }
    fields.forEach(builder::field);
    return schema.isOptional() ? builder.optional().build() : builder.build();
  }
}
