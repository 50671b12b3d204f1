/** The local stack: which servers belong to it, where they listen, and what is deployed on them. */
@NullMarked
package io.acequia.local.stack;

import org.jspecify.annotations.NullMarked;
