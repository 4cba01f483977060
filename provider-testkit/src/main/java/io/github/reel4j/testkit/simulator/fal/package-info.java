/** The simulator of fal. */
@NullMarked
package io.github.reel4j.testkit.simulator.fal;

import org.jspecify.annotations.NullMarked;
