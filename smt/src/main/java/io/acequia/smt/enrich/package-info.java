/** What transforms share that add data of elsewhere to a record. */
@NullMarked
package io.acequia.smt.enrich;

import org.jspecify.annotations.NullMarked;
