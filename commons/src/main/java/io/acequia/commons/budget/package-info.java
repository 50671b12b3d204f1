/** How many bytes a task may hold, and what it does about it. */
@NullMarked
package io.acequia.commons.budget;

import org.jspecify.annotations.NullMarked;
