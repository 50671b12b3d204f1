/** Places by coordinates, and by IP address. */
@NullMarked
package io.acequia.smt.geo;

import org.jspecify.annotations.NullMarked;
