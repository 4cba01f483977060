/** Publishes what happens to orders and tasks to the listeners of a client. */
@NullMarked
package io.github.reel4j.event;

import org.jspecify.annotations.NullMarked;
