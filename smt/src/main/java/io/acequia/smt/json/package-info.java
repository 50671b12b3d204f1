/** JSON texts to values and schemas, and back. */
@NullMarked
package io.acequia.smt.json;

import org.jspecify.annotations.NullMarked;
