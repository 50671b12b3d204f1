/** Tables that records are joined with: files, databases and topics. */
@NullMarked
package io.acequia.smt.lookup;

import org.jspecify.annotations.NullMarked;
