/** Tests. */
@NullMarked
package io.acequia.http.source.route;

import org.jspecify.annotations.NullMarked;
