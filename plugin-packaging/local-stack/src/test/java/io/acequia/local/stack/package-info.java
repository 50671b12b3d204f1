/** Tests of the package of the same name. */
@NullMarked
package io.acequia.local.stack;

import org.jspecify.annotations.NullMarked;
