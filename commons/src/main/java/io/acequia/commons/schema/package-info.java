/** What Connect's schemas look like. */
@NullMarked
package io.acequia.commons.schema;

import org.jspecify.annotations.NullMarked;
