/** How long to wait before the next attempt. */
@NullMarked
package io.acequia.commons.retry;

import org.jspecify.annotations.NullMarked;
