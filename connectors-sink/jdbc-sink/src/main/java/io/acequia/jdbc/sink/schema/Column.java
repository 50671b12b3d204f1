package io.acequia.jdbc.sink.schema;

/**
 * A column of a table that exists.
 *
 * @param name as the database has it, unquoted
 * @param typeOid the identifier of its type, of the base type for a domain
 * @param type as {@code format_type} prints it without a modifier, such as {@code character
 *     varying}
 * @param castType the declared type with its modifier, schema-qualified where needed, to cast to
 * @param maxLength the most characters of a {@code varchar(n)}, -1 if not bounded
 * @param isEnum whether the type is an enum
 * @param generated whether the database computes it, so that nobody can write it
 */
public record Column(
    String name,
    int typeOid,
    String type,
    String castType,
    int maxLength,
    boolean isEnum,
    boolean generated) {}
