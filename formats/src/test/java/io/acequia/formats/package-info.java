/** Tests of all formats through {@link io.acequia.formats.FileFormat}. */
package io.acequia.formats;
