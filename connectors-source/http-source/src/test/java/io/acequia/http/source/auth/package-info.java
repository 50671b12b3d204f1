/** Tests. */
@NullMarked
package io.acequia.http.source.auth;

import org.jspecify.annotations.NullMarked;
