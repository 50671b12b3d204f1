/** API keys and what each may do. */
@NullMarked
package io.acequia.http.source.auth;

import org.jspecify.annotations.NullMarked;
