/** Tests. */
@NullMarked
package io.acequia.http.source.repeat;

import org.jspecify.annotations.NullMarked;
