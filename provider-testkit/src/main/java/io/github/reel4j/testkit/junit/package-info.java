/** The simulators as an extension of JUnit, for programs that order videos. */
@NullMarked
package io.github.reel4j.testkit.junit;

import org.jspecify.annotations.NullMarked;
