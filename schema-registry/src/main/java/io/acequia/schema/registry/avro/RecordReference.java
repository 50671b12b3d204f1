package io.acequia.schema.registry.avro;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a record where it is inside itself, which Connect's own schemas, being trees, do
 * not have. It has all of the record's, but no default. So that comparing ends, it is compared by
 * where it comes from and not by its fields.
 */
final class RecordReference implements Schema {

  /** What a reference leads to, known only once its fields are. */
  static final class Target {

    private final Origin origin;
    private final RecordReference optional = new RecordReference(this, true);
    private final RecordReference required = new RecordReference(this, false);
    private @Nullable Schema record;

    /**
     * @param name of the record in Avro
     */
    Target(org.apache.avro.Schema root, String name, @Nullable Integer version, AvroOptions how) {
      this.origin = new Origin(root.toString(), name, version, how);
    }

    RecordReference reference(boolean isOptional) {
      return isOptional ? optional : required;
    }

    void resolve(Schema made) {
      record = made;
    }
  }

  /** All that a schema depends on. */
  private record Origin(String root, String name, @Nullable Integer version, AvroOptions options) {}

  private final Target target;
  private final boolean optional;

  private RecordReference(Target target, boolean optional) {
    this.target = target;
    this.optional = optional;
  }

  private Schema record() {
    Schema record = target.record;
    if (record == null) {
      throw new DataException(
          "a default value has the record "
              + target.origin.name()
              + ", whose fields are not known yet");
    }
    return record;
  }

  @Override
  public Type type() {
    return Type.STRUCT;
  }

  @Override
  public boolean isOptional() {
    return optional;
  }

  @Override
  public @Nullable Object defaultValue() {
    return null; // That of the record is meant for where it is outside.
  }

  @Override
  public @Nullable String name() {
    return record().name();
  }

  @Override
  public @Nullable Integer version() {
    return record().version();
  }

  @Override
  public @Nullable String doc() {
    return record().doc();
  }

  @Override
  public @Nullable Map<String, String> parameters() {
    return record().parameters();
  }

  @Override
  public Schema keySchema() {
    return record().keySchema();
  }

  @Override
  public Schema valueSchema() {
    return record().valueSchema();
  }

  @Override
  public List<Field> fields() {
    return record().fields();
  }

  @Override
  public @Nullable Field field(String fieldName) {
    return record().field(fieldName);
  }

  @Override
  public Schema schema() {
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordReference that
        && optional == that.optional
        && target.origin.equals(that.target.origin);
  }

  @Override
  public int hashCode() {
    return Objects.hash(target.origin, optional);
  }

  @Override
  public String toString() {
    return "Schema{" + target.origin.name() + ":STRUCT}";
  }
}
