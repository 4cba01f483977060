package io.github.reel4j;

import io.github.reel4j.journal.JournalSnapshot;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A journal that fails at random, and lets the process die before or after a write. */
final class ModelJournal implements OrderJournal {

    /** Simulates the death of the process. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Random random;
    private final List<OrderEvent> written = new ArrayList<>();
    private boolean dead;

    ModelJournal(Random random) {
        this.random = random;
    }

    @Override
    public synchronized Either<VideoFailure, OrderEvent> append(OrderEvent entry) {
        int dice = random.nextInt(200);
        if (dead || dice < 2) {
            throw death();
        }
        if (dice < 8) {
            return Either.left(VideoFailure.of(FailureKind.JOURNAL_FAILED, "no room"));
        }
        written.add(entry);
        if (dice < 10) {
            throw death();
        }
        return Either.right(entry);
    }

    private Death death() {
        dead = true;
        return new Death();
    }

    /** Returns whether the process has died since the last call. */
    synchronized boolean died() {
        boolean was = dead;
        dead = false;
        return was;
    }

    synchronized List<OrderSummary> orders() {
        return new JournalSnapshot(written, List.of()).orders();
    }
}
