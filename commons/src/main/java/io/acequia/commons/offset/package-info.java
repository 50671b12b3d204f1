/** Which offsets are safe to commit. */
@NullMarked
package io.acequia.commons.offset;

import org.jspecify.annotations.NullMarked;
