/** Polls the status of tasks until they end, and notifies those who wait for them. */
@NullMarked
package io.github.reel4j.tracking;

import org.jspecify.annotations.NullMarked;
