/** Shields reel4j from foreign code, such as logging back ends and user callbacks, that throws or blocks. */
@NullMarked
package io.github.reel4j.guard;

import org.jspecify.annotations.NullMarked;
