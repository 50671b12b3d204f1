/** Tests of the child processes. */
@NullMarked
package io.acequia.local.process;

import org.jspecify.annotations.NullMarked;
