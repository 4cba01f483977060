/** How Feign is set up: contract, targets, encoder, error decoder, captured requests. */
@NullMarked
package io.github.reel4j.provider.feign.feign;

import org.jspecify.annotations.NullMarked;
