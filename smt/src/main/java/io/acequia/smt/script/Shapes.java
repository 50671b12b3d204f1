package io.acequia.smt.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of structs and arrays that scripts made: one object for one shape, however many
 * records have it. Bounded: a script with ever new shapes costs time, not memory. Not thread-safe.
 */
final class Shapes {

  private static final int LIMIT = 256;

  private final Map<Shape, Schema> schemas =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Shape, Schema> eldest) {
          return size() > LIMIT;
        }
      };

  /**
   * A struct.
   *
   * @param like whose name, version, documentation and optionality it has; itself if the fields are
   *     the same; null for an optional one without a name
   */
  Schema struct(@Nullable Schema like, List<String> names, List<Schema> fields) {
    if (like != null && isSame(like, names, fields)) {
      return like;
    }
    return schemas.computeIfAbsent(new Shape(like, names, fields), Shapes::structOf);
  }

  /** An array, likewise. */
  Schema array(@Nullable Schema like, Schema elements) {
    if (like != null && like.valueSchema() == elements) {
      return like;
    }
    return schemas.computeIfAbsent(
        new Shape(like, List.of(), List.of(elements)),
        shape -> like(SchemaBuilder.array(elements), like).build());
  }

  private static boolean isSame(Schema like, List<String> names, List<Schema> schemas) {
    List<Field> fields = like.fields();
    if (fields.size() != names.size()) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      Field field = fields.get(i);
      if (field.schema() != schemas.get(i) || !field.name().equals(names.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Schema structOf(Shape shape) {
    SchemaBuilder builder = like(SchemaBuilder.struct(), shape.like);
    for (int i = 0; i < shape.names.size(); i++) {
      builder.field(shape.names.get(i), shape.schemas.get(i));
    }
    return builder.build();
  }

  private static SchemaBuilder like(SchemaBuilder builder, @Nullable Schema like) {
    if (like == null) {
      return builder.optional();
    }
    builder.name(like.name()).version(like.version()).doc(like.doc());
    if (like.parameters() != null) {
      builder.parameters(like.parameters());
    }
    return like.isOptional() ? builder.optional() : builder;
  }

  /** Schemas are compared as objects: those of a record are the same ones for all like it. */
  private record Shape(@Nullable Schema like, List<String> names, List<Schema> schemas) {

    @Override
    public boolean equals(@Nullable Object other) {
      if (!(other instanceof Shape shape)
          || like != shape.like
          || schemas.size() != shape.schemas.size()
          || !names.equals(shape.names)) {
        return false;
      }
      for (int i = 0; i < schemas.size(); i++) {
        if (schemas.get(i) != shape.schemas.get(i)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int hashCode() {
      int hash = System.identityHashCode(like) * 31 + names.hashCode();
      for (Schema schema : schemas) {
        hash = hash * 31 + System.identityHashCode(schema);
      }
      return hash;
    }
  }
}
