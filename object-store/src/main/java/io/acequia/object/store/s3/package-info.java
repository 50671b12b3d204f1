/** S3, what speaks it, and Google Cloud Storage by its XML API. */
@NullMarked
package io.acequia.object.store.s3;

import org.jspecify.annotations.NullMarked;
