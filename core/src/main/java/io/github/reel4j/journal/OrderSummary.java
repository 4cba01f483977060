package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import java.time.Instant;
import java.util.Optional;

/**
 * What a journal knows about one order. Immutable.
 *
 * @param at the time of the first event
 * @param intent empty if the order was created under another journal, or if its line cannot be read
 * @param task empty unless the order was accepted
 * @param failure why the order was rejected or the task failed; empty otherwise
 * @param file the absolute path that the video was downloaded to; it may have been moved since
 * @param resolved the resolution; empty if there is none, or if the vendor's response contradicts it
 */
public record OrderSummary(
        Instant at,
        OrderState state,
        Optional<OrderIntent> intent,
        Optional<TaskRef> task,
        Optional<FailureKind> failure,
        Optional<String> file,
        Optional<OrderEvent.Resolved> resolved) {

    /** Returns the provider; empty only if the journal has neither a created event nor a task of the order. */
    public Optional<ProviderId> provider() {
        return task.map(TaskRef::provider).or(() -> intent.map(OrderIntent::provider));
    }

    /** Returns the order key; empty if the order has none, or if its created event cannot be read. */
    public Optional<OrderKey> key() {
        return intent.flatMap(OrderIntent::keyClaim).map(OrderKeyClaim::key);
    }
}
