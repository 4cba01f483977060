package io.github.reel4j.queue.worker;

import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.ReadyVideo;

/** Receives finished videos; see {@code ReadyHandler}, which programs implement. */
@FunctionalInterface
public interface DeliveryHandler {

    /** Receives one video. */
    void onReady(QueuedOrder order, ReadyVideo video) throws Exception;
}
