/** Scripts over records: a sandboxed JavaScript engine, and the way of values into it and back. */
@NullMarked
package io.acequia.smt.script;

import org.jspecify.annotations.NullMarked;
