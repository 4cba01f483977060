/** The simulator of Pixazo. */
@NullMarked
package io.github.reel4j.testkit.simulator.pixazo;

import org.jspecify.annotations.NullMarked;
