/** Sums up the prices of orders, and decides whether another order fits under the spend limit. */
@NullMarked
package io.github.reel4j.spending;

import org.jspecify.annotations.NullMarked;
