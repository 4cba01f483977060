/** What is known of orders that a vendor may call back about, and the addresses that only they have. */
@NullMarked
package io.github.reel4j.callback;

import org.jspecify.annotations.NullMarked;
