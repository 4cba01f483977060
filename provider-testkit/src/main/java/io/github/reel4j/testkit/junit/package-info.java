/** A JUnit extension that runs vendor simulators, for tests of programs that order videos. */
@NullMarked
package io.github.reel4j.testkit.junit;

import org.jspecify.annotations.NullMarked;
