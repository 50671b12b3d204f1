/** Functions of arrays and maps. */
@NullMarked
package io.acequia.sql.library.collection;

import org.jspecify.annotations.NullMarked;
