/** The statements of the order queue. Each method is one transaction, unless it takes a connection. */
@NullMarked
package io.github.reel4j.queue.store;

import org.jspecify.annotations.NullMarked;
