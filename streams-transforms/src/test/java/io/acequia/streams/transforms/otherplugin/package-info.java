/** A plugin of its own in the workers of {@code StreamsQueriesIT}. */
package io.acequia.streams.transforms.otherplugin;
