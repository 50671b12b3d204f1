package io.acequia.object.store;

import org.jspecify.annotations.Nullable;

/**
 * How a store says that a call failed.
 *
 * @param status of HTTP; 0 if there was no answer at all
 * @param code the store's own, such as {@code SlowDown}; {@code null} if it gave none
 * @param settled whether a call of this client has succeeded before, so that a wrong login is no
 *     longer a wrong configuration
 */
public record StoreError(int status, @Nullable String code, boolean settled) {}
