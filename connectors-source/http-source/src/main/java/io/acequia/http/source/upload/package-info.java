/** Streamed bodies: lines, CSV rows and uploaded files. */
@NullMarked
package io.acequia.http.source.upload;

import org.jspecify.annotations.NullMarked;
