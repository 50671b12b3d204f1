package io.acequia.object.store;

/** An upload in parts that is under way. */
public record Upload(String key, String id) {}
