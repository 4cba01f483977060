/** Prices orders from the models' price lists, and keeps them under the caller's cap. */
@NullMarked
package io.github.reel4j.pricing;

import org.jspecify.annotations.NullMarked;
