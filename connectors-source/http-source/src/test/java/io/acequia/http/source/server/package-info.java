/** Tests. */
@NullMarked
package io.acequia.http.source.server;

import org.jspecify.annotations.NullMarked;
