/** JSON lines and JSON arrays. */
@NullMarked
package io.acequia.formats.json;

import org.jspecify.annotations.NullMarked;
