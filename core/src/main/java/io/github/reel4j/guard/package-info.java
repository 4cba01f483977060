/** Calls of code that is not ours, such as log back ends and what users hand in, so that it can neither throw nor block for good. */
@NullMarked
package io.github.reel4j.guard;

import org.jspecify.annotations.NullMarked;
