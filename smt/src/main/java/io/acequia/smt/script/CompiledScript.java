package io.acequia.smt.script;

import org.mozilla.javascript.Script;

/**
 * A script that can be run in any number of scopes.
 *
 * @param bigInts whether it can make a BigInt
 */
record CompiledScript(Script script, boolean bigInts) {}
