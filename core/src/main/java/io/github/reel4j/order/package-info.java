/** Takes an order from the user's request to a tracked task, with fallback to other providers. */
@NullMarked
package io.github.reel4j.order;

import org.jspecify.annotations.NullMarked;
