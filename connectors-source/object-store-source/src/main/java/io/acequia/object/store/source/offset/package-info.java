/** Where objects were read up to, and which of them Kafka has. */
@NullMarked
package io.acequia.object.store.source.offset;

import org.jspecify.annotations.NullMarked;
