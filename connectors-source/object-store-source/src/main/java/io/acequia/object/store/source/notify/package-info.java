/** Objects that a queue tells of: the events of S3, and the queue of SQS that they wait in. */
@NullMarked
package io.acequia.object.store.source.notify;

import org.jspecify.annotations.NullMarked;
