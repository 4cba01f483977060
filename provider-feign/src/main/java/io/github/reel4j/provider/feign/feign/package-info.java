/** The configuration of Feign: contracts, target, encoder, error decoder and request capture. */
@NullMarked
package io.github.reel4j.provider.feign.feign;

import org.jspecify.annotations.NullMarked;
