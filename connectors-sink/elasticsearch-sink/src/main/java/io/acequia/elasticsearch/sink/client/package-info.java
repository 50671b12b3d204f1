/** The cluster over HTTP: nodes, credentials, errors; nothing of Kafka. */
@NullMarked
package io.acequia.elasticsearch.sink.client;

import org.jspecify.annotations.NullMarked;
