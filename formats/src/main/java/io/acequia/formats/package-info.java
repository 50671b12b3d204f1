/**
 * Records to and from files of the usual formats, as streams: {@link io.acequia.formats.FileFormat}
 * opens writers and readers. Nothing here knows where a file lies.
 */
@NullMarked
package io.acequia.formats;

import org.jspecify.annotations.NullMarked;
