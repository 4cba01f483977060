/** Auto-configuration of the order queue: the queue in the application's database, and its worker. */
@NullMarked
package io.github.reel4j.spring.boot.queue;

import org.jspecify.annotations.NullMarked;
