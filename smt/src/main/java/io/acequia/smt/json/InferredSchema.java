package io.acequia.smt.json;

import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The schema of the texts at one place of one topic's records: it begins with the first text and is
 * widened by each that does not fit. It takes two steps, so that a record which is refused leaves
 * no trace. Not thread-safe.
 */
final class InferredSchema {

  private final Trail trail;
  private final ToSchema convert;
  private final @Nullable String name;
  private final int maxFields;

  private Shape shape = ScalarShape.UNKNOWN;
  private Shape wanted = shape;
  private int version;
  private Schema schema = shape.schema(null);

  /**
   * @param where the texts are, for messages
   * @param name of the structs, or null
   * @param maxFields that the schema may have, at all levels
   */
  InferredSchema(String where, @Nullable String name, int maxFields, boolean roundLongs) {
    this.trail = new Trail(where);
    this.convert = new ToSchema(trail, roundLongs);
    this.name = name;
    this.maxFields = maxFields;
  }

  /** The same object until it is widened; structs have its number as their version. */
  Schema schema() {
    return schema;
  }

  /**
   * Takes note of a value, and converts it if the schema covers it; if not, gives null, until
   * {@link #widen}.
   *
   * @throws DataException naming the path that contradicts the values before
   */
  @Nullable Object accept(@Nullable Object value) {
    trail.reset();
    Shape covering = wanted.with(value, trail);
    if (covering != wanted) {
      if (covering.fields() > maxFields) {
        throw trail.misfit(
            "would have more than "
                + maxFields
                + " fields; are its keys data? Then declare a MAP (schema.mode=declared)");
      }
      wanted = covering;
    }
    return wanted == shape ? convert.convert(schema, value) : null;
  }

  boolean mustWiden() {
    return wanted != shape;
  }

  /** Makes the schema cover all that was accepted. */
  void widen() {
    if (wanted != shape) {
      shape = wanted;
      version++;
      schema = versioned(shape.schema(name));
    }
  }

  /** Forgets what was accepted and is not covered. */
  void forget() {
    wanted = shape;
  }

  private Schema versioned(Schema plain) {
    return plain.type() != Schema.Type.STRUCT
        ? plain
        : new ConnectSchema(
            plain.type(),
            plain.isOptional(),
            null,
            plain.name(),
            version,
            null,
            null,
            plain.fields(),
            null,
            null);
  }
}
