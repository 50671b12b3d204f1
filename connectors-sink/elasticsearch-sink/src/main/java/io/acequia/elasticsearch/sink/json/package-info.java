/** JSON in bytes: values of Connect, fields of texts that stay as they are. */
@NullMarked
package io.acequia.elasticsearch.sink.json;

import org.jspecify.annotations.NullMarked;
