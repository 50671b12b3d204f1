/** Limits on what comes from outside: rates and connections. */
@NullMarked
package io.acequia.http.source.limit;

import org.jspecify.annotations.NullMarked;
