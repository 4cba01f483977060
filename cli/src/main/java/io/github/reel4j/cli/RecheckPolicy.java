package io.github.reel4j.cli;

import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which tasks a vendor is asked about once more, after it did not know them: it may have been wrong, and they are paid for. */
final class RecheckPolicy {

    /** Vendors that document how long they know a task say 24 hours. */
    static final Duration WINDOW = Duration.ofDays(7);

    private RecheckPolicy() {}

    static boolean applies(OrderSummary order, Instant now) {
        return order.state() == OrderState.FAILED
                && order.failure().equals(Optional.of(FailureKind.TASK_NOT_FOUND))
                && order.at().isAfter(now.minus(WINDOW));
    }
}
