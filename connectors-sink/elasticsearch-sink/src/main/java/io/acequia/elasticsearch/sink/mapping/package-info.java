/** Records to bulk actions and documents; pure. */
@NullMarked
package io.acequia.elasticsearch.sink.mapping;

import org.jspecify.annotations.NullMarked;
