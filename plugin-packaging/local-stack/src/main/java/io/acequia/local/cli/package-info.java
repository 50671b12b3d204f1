/** The {@code acequia} command, one class a subcommand. */
@NullMarked
package io.acequia.local.cli;

import org.jspecify.annotations.NullMarked;
