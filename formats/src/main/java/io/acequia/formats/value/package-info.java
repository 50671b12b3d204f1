/**
 * Values and schemas, whatever the format: how they fit, are converted, inferred and shown as JSON.
 */
@NullMarked
package io.acequia.formats.value;

import org.jspecify.annotations.NullMarked;
