/** Tests of the package of the same name. */
@NullMarked
package io.acequia.local.sample;

import org.jspecify.annotations.NullMarked;
