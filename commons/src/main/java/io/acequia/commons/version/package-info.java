/** The version that every plugin of ours tells the worker. */
@NullMarked
package io.acequia.commons.version;

import org.jspecify.annotations.NullMarked;
