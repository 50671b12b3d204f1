/** Sends real flights to the ingest, and counts what was accepted. */
@NullMarked
package io.acequia.local.sample;

import org.jspecify.annotations.NullMarked;
