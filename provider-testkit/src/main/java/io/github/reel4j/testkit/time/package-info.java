/** Time that passes faster than the clock on the wall. */
@NullMarked
package io.github.reel4j.testkit.time;

import org.jspecify.annotations.NullMarked;
