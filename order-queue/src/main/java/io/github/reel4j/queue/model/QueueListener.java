package io.github.reel4j.queue.model;

import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.OrderKey;
import java.util.Optional;

/** Observes what a worker does, for metrics, traces or logs. Implemented by the program. */
@FunctionalInterface
public interface QueueListener {

    /**
     * Receives an event of one of the worker's orders. Called as {@link io.github.reel4j.port.ClientListener} is, by
     * several threads at the same time if the worker uses several providers.
     *
     * @param key the key of the order; empty if it is not known, mostly after a restart of the worker
     */
    void onEvent(Optional<OrderKey> key, ClientEvent event);
}
