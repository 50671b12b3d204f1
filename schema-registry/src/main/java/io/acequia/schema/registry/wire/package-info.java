/** How a record says which schema it is written with. */
@NullMarked
package io.acequia.schema.registry.wire;

import org.jspecify.annotations.NullMarked;
