/** Tests. */
@NullMarked
package io.acequia.http.source.upload;

import org.jspecify.annotations.NullMarked;
