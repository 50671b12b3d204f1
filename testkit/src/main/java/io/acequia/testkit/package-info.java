/**
 * Contract suites: what every plugin module owes its users, written once. A module extends a suite
 * and so runs it; what it does not offer it opts out of in sight.
 */
@NullMarked
package io.acequia.testkit;

import org.jspecify.annotations.NullMarked;
