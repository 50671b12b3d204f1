/** Certificates and keys of clients. */
@NullMarked
package io.acequia.commons.tls;

import org.jspecify.annotations.NullMarked;
