/** Functions of dates and times. */
@NullMarked
package io.acequia.sql.library.time;

import org.jspecify.annotations.NullMarked;
