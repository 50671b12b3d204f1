/** Tests of the package of the same name. */
@NullMarked
package io.acequia.local.cli;

import org.jspecify.annotations.NullMarked;
