/** Dates and times as texts and units. */
@NullMarked
package io.acequia.sql.time;

import org.jspecify.annotations.NullMarked;
