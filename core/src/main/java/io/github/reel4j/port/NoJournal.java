package io.github.reel4j.port;

import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/** A journal that stores nothing. */
enum NoJournal implements OrderJournal {
    INSTANCE;

    @Override
    public Either<VideoFailure, OrderEvent> append(OrderEvent entry) {
        return Either.right(entry);
    }
}
