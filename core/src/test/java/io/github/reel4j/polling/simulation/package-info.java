/** Simulates polling in virtual time, and computes the best that can be had; it knows the policies by their public face only. */
@NullMarked
package io.github.reel4j.polling.simulation;

import org.jspecify.annotations.NullMarked;
