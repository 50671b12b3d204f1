/** What the listener says: error codes, problems and the JSON of its answers. */
@NullMarked
package io.acequia.http.source.answer;

import org.jspecify.annotations.NullMarked;
