/** An in-memory provider, for tests of programs that order videos. */
@NullMarked
package io.github.reel4j.testkit.memory;

import org.jspecify.annotations.NullMarked;
