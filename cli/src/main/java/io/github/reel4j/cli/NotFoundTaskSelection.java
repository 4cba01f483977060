package io.github.reel4j.cli;

import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A filter for the orders whose tasks are polled again: the vendor did not find the task, at most {@link #WINDOW} ago.
 * Such a failure may be temporary, and the task is paid. Stateless.
 */
final class NotFoundTaskSelection {

    /** Longer than the 24 hours for which vendors document to keep tasks. */
    static final Duration WINDOW = Duration.ofDays(7);

    private NotFoundTaskSelection() {}

    static boolean applies(OrderSummary order, Instant now) {
        return order.state() == OrderState.FAILED
                && order.failure().equals(Optional.of(FailureKind.TASK_NOT_FOUND))
                && order.at().isAfter(now.minus(WINDOW));
    }
}
