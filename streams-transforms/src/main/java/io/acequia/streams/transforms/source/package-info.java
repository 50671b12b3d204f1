/** How events come out of records: formats, and the time that they happened. */
@NullMarked
package io.acequia.streams.transforms.source;

import org.jspecify.annotations.NullMarked;
