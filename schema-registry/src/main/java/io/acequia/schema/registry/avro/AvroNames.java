package io.acequia.schema.registry.avro;

import org.jspecify.annotations.Nullable;

/**
 * Names by which Confluent's converter keeps in an Avro schema what Avro has no place for, and in a
 * Connect schema what Connect has none for. They are part of the format: schemas that are
 * registered have them.
 */
final class AvroNames {

  static final String NAMESPACE = "io.confluent.connect.avro";

  /** Of structs without a name; further ones of a schema have 2, 3 and so on at the end. */
  static final String DEFAULT_RECORD = "ConnectDefault";

  static final String MAP_ENTRY = "MapEntry";
  static final String KEY = "key";
  static final String VALUE = "value";
  static final String UNION = NAMESPACE + ".Union";
  static final String ANYTHING = NAMESPACE + ".Anything";

  static final String CONNECT_NAME = "connect.name";
  static final String CONNECT_DOC = "connect.doc";
  static final String CONNECT_VERSION = "connect.version";
  static final String CONNECT_PARAMETERS = "connect.parameters";
  static final String CONNECT_DEFAULT = "connect.default";
  static final String CONNECT_TYPE = "connect.type";
  static final String CONNECT_INTERNAL_TYPE = "connect.internal.type";
  static final String LOGICAL_TYPE = "logicalType";
  static final String PRECISION = "precision";
  static final String SCALE = "scale";

  /** Parameters of Connect schemas. */
  static final String ENUM = NAMESPACE + ".Enum";

  static final String ENUM_DOC = NAMESPACE + ".enum.doc.";
  static final String ENUM_DEFAULT = NAMESPACE + ".enum.default.";
  static final String RECORD_DOC = NAMESPACE + ".record.doc";
  static final String FIELD_DOC = NAMESPACE + ".field.doc.";
  static final String FIELD_DEFAULT = NAMESPACE + ".field.default";
  static final String FIXED_SIZE = "connect.fixed.size";
  static final String DECIMAL_PRECISION = "connect.decimal.precision";

  /** The precision of decimals that say none. */
  static final int DEFAULT_PRECISION = 64;

  private AvroNames() {}

  /** The part before the last dot; null if there is none. */
  static @Nullable String namespace(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? null : name.substring(0, dot);
  }

  /** The part after the last dot. */
  static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
