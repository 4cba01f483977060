/** Simulates polling in virtual time and computes the optimum. Uses only the public API of the policies. */
@NullMarked
package io.github.reel4j.polling.simulation;

import org.jspecify.annotations.NullMarked;
