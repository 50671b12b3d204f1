/** Names made from a record, such as a topic or a table. */
@NullMarked
package io.acequia.commons.template;

import org.jspecify.annotations.NullMarked;
