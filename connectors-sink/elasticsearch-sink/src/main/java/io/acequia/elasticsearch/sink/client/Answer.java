package io.acequia.elasticsearch.sink.client;

/** A successful answer. */
public record Answer(int status, byte[] body) {}
