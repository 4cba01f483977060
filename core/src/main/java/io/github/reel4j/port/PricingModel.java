package io.github.reel4j.port;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.ResolvedRequest;

/** Says what an order is expected to cost. Implementations are pure and thread-safe. */
public interface PricingModel {

    /**
     * Never throws; what is not known is {@link Estimate.Unknown}, never 0.
     *
     * @implSpec RC-601 to RC-603 of the provider contract
     */
    Estimate estimate(ResolvedRequest request);
}
