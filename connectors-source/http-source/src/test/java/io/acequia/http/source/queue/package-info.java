/** Tests. */
@NullMarked
package io.acequia.http.source.queue;

import org.jspecify.annotations.NullMarked;
