/**
 * Objects in a bucket: what the object-store source and sink need of S3, Google Cloud Storage and a
 * local folder. Nothing here knows Kafka but {@code config}, which reads the keys that both share.
 */
@NullMarked
package io.acequia.object.store;

import org.jspecify.annotations.NullMarked;
