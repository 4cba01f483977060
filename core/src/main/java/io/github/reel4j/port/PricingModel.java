package io.github.reel4j.port;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.ResolvedRequest;

/** Estimates the price of an order. Implementations are thread-safe and have no side effects. */
public interface PricingModel {

    /**
     * Returns the expected price of {@code request}. An unknown price is {@link Estimate.Unknown}, never 0. Never
     * throws.
     *
     * @implSpec RC-601 to RC-603 and RC-605 of the provider contract
     */
    Estimate estimate(ResolvedRequest request);
}
