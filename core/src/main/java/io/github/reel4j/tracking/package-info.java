/** Asks for the status of tasks until they end. */
@NullMarked
package io.github.reel4j.tracking;

import org.jspecify.annotations.NullMarked;
