/** The listener: HTTP and WebSocket, on event loops only. */
@NullMarked
package io.acequia.http.source.server;

import org.jspecify.annotations.NullMarked;
