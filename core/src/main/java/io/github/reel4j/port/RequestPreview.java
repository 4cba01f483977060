package io.github.reel4j.port;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.WireRequest;

/** An optional ability: shows the HTTP request that an order would become. Nothing is sent. */
public interface RequestPreview {

    /**
     * The request, its key masked.
     *
     * @implSpec RC-604 of the provider contract
     */
    WireRequest preview(ResolvedRequest request);
}
