/** Time that passes only as fast as a test needs it to. */
@NullMarked
package io.github.reel4j.testkit.time;

import org.jspecify.annotations.NullMarked;
