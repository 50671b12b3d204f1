/** The packaged bundle in real workers. */
@NullMarked
package io.acequia.boot;

import org.jspecify.annotations.NullMarked;
