package io.acequia.schema.registry.avro;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;

/** Members of unions, and what they are called as fields of Connect's structs. */
final class Unions {

  private Unions() {}

  /** Those that are not null. */
  static List<Schema> members(Schema union) {
    return union.getTypes().stream().filter(type -> type.getType() != Type.NULL).toList();
  }

  static boolean hasNull(Schema union) {
    return union.getTypes().stream().anyMatch(type -> type.getType() == Type.NULL);
  }

  /** Whether it only says that something may be null. */
  static boolean isOptional(Schema schema) {
    return schema.getType() == Type.UNION
        && schema.getTypes().size() == 2
        && members(schema).size() == 1;
  }

  /** What an optional union has besides null. */
  static Schema onlyMember(Schema union) {
    return members(union).get(0);
  }

  /** The name of the field that holds a value of this member. */
  static String fieldName(Schema member, AvroOptions options) {
    return switch (member.getType()) {
      case RECORD, ENUM, FIXED -> options.enhanced() ? member.getFullName() : member.getName();
      default -> member.getType().getName();
    };
  }
}
