/** Idempotency: a bounded window over what clients have sent before. */
@NullMarked
package io.acequia.http.source.repeat;

import org.jspecify.annotations.NullMarked;
