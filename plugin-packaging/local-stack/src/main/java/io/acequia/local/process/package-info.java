/**
 * Kafka, Connect and PostgreSQL as real child processes that can be killed, paused and restarted.
 */
@NullMarked
package io.acequia.local.process;

import org.jspecify.annotations.NullMarked;
