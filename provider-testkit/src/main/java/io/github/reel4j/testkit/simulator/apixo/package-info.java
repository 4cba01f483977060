/** The simulator of Apixo. */
@NullMarked
package io.github.reel4j.testkit.simulator.apixo;

import org.jspecify.annotations.NullMarked;
