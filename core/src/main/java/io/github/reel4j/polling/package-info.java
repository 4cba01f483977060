/** Policies that decide when a task is polled. They start no threads, read no clock and make no calls. */
@NullMarked
package io.github.reel4j.polling;

import org.jspecify.annotations.NullMarked;
