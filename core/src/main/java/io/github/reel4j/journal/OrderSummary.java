package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import java.time.Instant;
import java.util.Optional;

/**
 * All that a journal says of one order.
 *
 * @param at of its first record
 * @param intent empty if it was ordered elsewhere, or its line cannot be read
 * @param task empty unless the order was accepted
 * @param failure why it was refused, or why there is no video
 * @param file where the video was put; it may have been moved since
 * @param resolved who found out what became of it, where that is all that is known
 */
public record OrderSummary(
        Instant at,
        OrderState state,
        Optional<OrderIntent> intent,
        Optional<TaskRef> task,
        Optional<FailureKind> failure,
        Optional<String> file,
        Optional<OrderEvent.Resolved> resolved) {

    /** Empty only if an answer alone is there, which names none. */
    public Optional<ProviderId> provider() {
        return task.map(TaskRef::provider).or(() -> intent.map(OrderIntent::provider));
    }
}
