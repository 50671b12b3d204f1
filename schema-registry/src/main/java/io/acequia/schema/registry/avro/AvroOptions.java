package io.acequia.schema.registry.avro;

/**
 * How Connect schemas and Avro schemas correspond where there is a choice.
 *
 * @param enhanced whether enums stay enums, and members of unions have their full names ({@code
 *     enhanced.avro.schema.support})
 * @param metaData whether what only Connect knows is kept in the Avro schema ({@code
 *     connect.meta.data})
 * @param nullsStayNull whether a null in an optional field with a default is written as null rather
 *     than as the default ({@code ignore.default.for.nullables})
 */
public record AvroOptions(boolean enhanced, boolean metaData, boolean nullsStayNull) {

  public static final AvroOptions DEFAULT = new AvroOptions(false, true, false);
}
