/** A scheduler with virtual time. */
@NullMarked
package io.github.reel4j.testkit.time;

import org.jspecify.annotations.NullMarked;
