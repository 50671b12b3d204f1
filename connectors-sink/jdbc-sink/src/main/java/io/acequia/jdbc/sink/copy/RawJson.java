package io.acequia.jdbc.sink.copy;

/** Text that is JSON already, by its schema's word; PostgreSQL checks it. */
public record RawJson(String text) {}
