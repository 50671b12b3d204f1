/** Functions of text and bytes. */
@NullMarked
package io.acequia.sql.library.text;

import org.jspecify.annotations.NullMarked;
