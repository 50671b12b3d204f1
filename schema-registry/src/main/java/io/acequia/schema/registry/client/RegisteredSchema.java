package io.acequia.schema.registry.client;

import org.apache.avro.Schema;

/**
 * A schema of a subject.
 *
 * @param id its number in the registry
 * @param version its number in the subject
 */
public record RegisteredSchema(int id, int version, Schema schema) {}
