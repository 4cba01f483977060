/** An example of an order queue: a shop and workers that are killed while they order. */
@NullMarked
package io.github.reel4j.examples.queue;

import org.jspecify.annotations.NullMarked;
