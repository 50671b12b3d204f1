/** Between the listener and the task: submissions, the records in them and what became of them. */
@NullMarked
package io.acequia.http.source.queue;

import org.jspecify.annotations.NullMarked;
