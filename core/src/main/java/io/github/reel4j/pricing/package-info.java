/** Estimates the prices of orders from the price lists of their models. */
@NullMarked
package io.github.reel4j.pricing;

import org.jspecify.annotations.NullMarked;
