package io.github.reel4j.spring.boot.queue;

import io.github.reel4j.queue.OrderWorker;

/**
 * Changes the builder of the auto-configured worker. Beans of this type are called in their order, after the properties
 * were applied.
 */
@FunctionalInterface
public interface OrderWorkerBuilderCustomizer {

    /** Changes {@code builder}. */
    void customize(OrderWorker.Builder builder);
}
