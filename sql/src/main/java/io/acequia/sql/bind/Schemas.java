package io.acequia.sql.bind;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Schemas that allow null. */
final class Schemas {

  private Schemas() {}

  /** The same but optional and without default: for what is computed, or may be missing. */
  static Schema optional(Schema schema) {
    if (schema.isOptional() && schema.defaultValue() == null) {
      return schema;
    }
    SchemaBuilder copy = builder(schema);
    copy.optional().name(schema.name()).version(schema.version()).doc(schema.doc());
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
      default -> new SchemaBuilder(schema.type());
    };
  }
}
