/** Tests of the simulator. */
@NullMarked
package io.github.reel4j.testkit.simulator;

import org.jspecify.annotations.NullMarked;
