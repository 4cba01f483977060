/** The values of the order queue: orders with their states, filters, statistics and health. */
@NullMarked
package io.github.reel4j.queue.model;

import org.jspecify.annotations.NullMarked;
