/** What an error of an outside system means for the record and for the task. */
@NullMarked
package io.acequia.commons.error;

import org.jspecify.annotations.NullMarked;
