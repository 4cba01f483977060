package io.github.reel4j.spi;

import io.github.reel4j.model.DocumentAnchor;
import java.util.Optional;

/**
 * The maximum rate of orders and the maximum number of tasks of one model under one API key, as the vendor's document
 * states them. They hold in addition to the limits of all models, {@link VendorLimits}.
 *
 * @param model the vendor's id of the model, as in the model table
 * @param submits the maximum rate of orders; empty if undocumented
 * @param maxConcurrentTasks the maximum number of accepted tasks that have not ended, 1 or more; empty if undocumented
 * @param source where the document states the limits
 */
public record ModelLimits(
        String model, Optional<CallRate> submits, Optional<Integer> maxConcurrentTasks, DocumentAnchor source) {

    /**
     * Creates limits.
     *
     * @throws IllegalArgumentException if {@code model} is empty or {@code maxConcurrentTasks} is below 1
     */
    public ModelLimits {
        if (model.isEmpty()) {
            throw new IllegalArgumentException("model must not be empty");
        }
        if (maxConcurrentTasks.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "maxConcurrentTasks of " + model + " must be 1 or more, but is " + maxConcurrentTasks.get());
        }
    }
}
