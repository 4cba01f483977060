package io.github.reel4j.port;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.WireRequest;

/**
 * Shows the HTTP request that would be sent for an order. Optional port. Implementations are thread-safe and send
 * nothing.
 */
public interface RequestPreview {

    /**
     * Returns the HTTP request for {@code request}, with the API key masked.
     *
     * @implSpec RC-604 of the provider contract
     */
    WireRequest preview(ResolvedRequest request);
}
