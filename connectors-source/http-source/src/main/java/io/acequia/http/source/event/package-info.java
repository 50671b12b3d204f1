/** One event: from the bytes of a body to the value of a record. */
@NullMarked
package io.acequia.http.source.event;

import org.jspecify.annotations.NullMarked;
