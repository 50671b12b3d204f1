/** The Elasticsearch and OpenSearch sink: connector, task and configuration. */
@NullMarked
package io.acequia.elasticsearch.sink;

import org.jspecify.annotations.NullMarked;
