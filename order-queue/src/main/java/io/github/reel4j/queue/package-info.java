/** Places orders in a queue on PostgreSQL, and executes them. */
@NullMarked
package io.github.reel4j.queue;

import org.jspecify.annotations.NullMarked;
