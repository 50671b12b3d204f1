/**
 * Text to a tree of expressions. Tokens, brackets and everything that begins an operand are read
 * here, so that every node knows its place and every name its quotes; JSqlParser gets the flat runs
 * of operands and operators between brackets. Given nested brackets it would need time exponential
 * in their depth.
 */
@NullMarked
package io.acequia.sql.syntax;

import org.jspecify.annotations.NullMarked;
