package io.acequia.http.source.auth;

import io.acequia.http.source.limit.TokenBucket;
import io.acequia.http.source.route.StreamPatterns;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param id of the key; never the key
 * @param streams that may be written to
 * @param bucket of the rate limit, shared by all requests with this key; {@code null} for none
 */
public record Client(String id, StreamPatterns streams, @Nullable TokenBucket bucket) {}
