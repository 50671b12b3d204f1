/** Configuration keys: how they are defined, checked and reported. */
@NullMarked
package io.acequia.commons.config;

import org.jspecify.annotations.NullMarked;
