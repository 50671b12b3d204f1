/** Records of Connect as rows of a statement. */
@NullMarked
package io.acequia.smt.query;

import org.jspecify.annotations.NullMarked;
