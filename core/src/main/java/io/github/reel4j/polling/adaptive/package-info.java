/** Learns how long tasks take and computes from that when to poll. Knows no policy and no task. */
@NullMarked
package io.github.reel4j.polling.adaptive;

import org.jspecify.annotations.NullMarked;
