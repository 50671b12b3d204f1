/** What a chain of transforms would do with sample records, outside a worker. */
@NullMarked
package io.acequia.smt.preview;

import org.jspecify.annotations.NullMarked;
