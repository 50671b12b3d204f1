/** Tests. */
@NullMarked
package io.acequia.http.source.event;

import org.jspecify.annotations.NullMarked;
