@NullMarked
package io.acequia.bench;

import org.jspecify.annotations.NullMarked;
