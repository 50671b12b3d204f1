/** Points in time as text. */
@NullMarked
package io.acequia.commons.time;

import org.jspecify.annotations.NullMarked;
