/** The values of the order queue, and the interfaces that programs implement for its workers. */
@NullMarked
package io.github.reel4j.queue.model;

import org.jspecify.annotations.NullMarked;
