/** Tests. */
@NullMarked
package io.acequia.http.source.limit;

import org.jspecify.annotations.NullMarked;
