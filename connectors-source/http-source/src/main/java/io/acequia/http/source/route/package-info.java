/** From a stream to its topic, against the allow list. */
@NullMarked
package io.acequia.http.source.route;

import org.jspecify.annotations.NullMarked;
