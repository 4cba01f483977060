/** Tests of the package of the same name. */
@NullMarked
package io.github.reel4j.testkit.simulator;

import org.jspecify.annotations.NullMarked;
