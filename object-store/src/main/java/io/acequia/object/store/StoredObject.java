package io.acequia.object.store;

import java.time.Instant;

/**
 * An object as a store lists it.
 *
 * @param size in bytes
 * @param modified when it was written, by the store's clock
 * @param version changes with the object's content: an entity tag, or a generation
 */
public record StoredObject(String key, long size, Instant modified, String version) {}
