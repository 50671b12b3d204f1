/** How many bytes a task may hold. */
@NullMarked
package io.acequia.commons.budget;

import org.jspecify.annotations.NullMarked;
