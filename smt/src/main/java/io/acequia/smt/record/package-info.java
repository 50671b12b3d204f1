/** What all transforms share: parts of a record, and changes at paths inside them. */
@NullMarked
package io.acequia.smt.record;

import org.jspecify.annotations.NullMarked;
