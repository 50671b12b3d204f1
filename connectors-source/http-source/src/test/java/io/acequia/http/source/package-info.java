/** Tests of the HTTP ingest against real sockets. */
@NullMarked
package io.acequia.http.source;

import org.jspecify.annotations.NullMarked;
