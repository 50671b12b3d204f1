package io.acequia.object.store.source.notify;

/** An object that came into being, by an event; what is there now may be another one. */
record CreatedObject(String bucket, String key) {}
