/** Executes queued orders: submits, polls and delivers them within the vendors' limits. */
@NullMarked
package io.github.reel4j.queue.worker;

import org.jspecify.annotations.NullMarked;
