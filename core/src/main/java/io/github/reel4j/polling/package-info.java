/** Decides when a task is asked about, from what is known of how long such tasks take; no thread, no clock, no call is in here. */
@NullMarked
package io.github.reel4j.polling;

import org.jspecify.annotations.NullMarked;
