package io.github.reel4j.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallbackRegistryTest {

    private static final CallbackHint HINT = new CallbackHint("19d8e7a6");
    private static final Either<VideoFailure, TaskRef> ACCEPTED = Either.right(SampleRequests.task());
    private static final VideoFailure LOST = VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the connection broke");

    private final CallbackRegistry registry = new CallbackRegistry(3);
    private final OrderAwaitingCallback order = open();

    private OrderAwaitingCallback open() {
        return registry.register(
                OrderId.random(), new ResolvedRequest(SampleRequests.ACME, SampleRequests.plus(), Map.of()));
    }

    @Test
    void an_early_claim_is_kept_for_the_result() {
        assertThat(order.tryClaim(HINT)).isFalse();
        assertThat(order.tryClaim(HINT)).isFalse();
        assertThat(registry.onResult(order, ACCEPTED)).containsExactly(HINT);
        assertThat(order.task()).contains(SampleRequests.task());
        assertThat(order.request()).as("is remembered no longer").isEmpty();
    }

    @Test
    void a_claim_on_an_unknown_order_must_be_confirmed_once() {
        assertThat(registry.onResult(order, Either.left(LOST))).isEmpty();
        assertThat(order.tryClaim(HINT)).isTrue();
        assertThat(order.tryClaim(HINT)).as("it is being confirmed").isFalse();
        order.unconfirmed(HINT);
        assertThat(order.tryClaim(HINT)).as("perhaps it is true now").isTrue();
    }

    @Test
    void an_order_keeps_at_most_4_claims() {
        registry.onResult(order, Either.left(LOST));
        for (int i = 0; i < 4; i++) {
            assertThat(order.tryClaim(new CallbackHint("task-" + i))).isTrue();
        }
        assertThat(order.tryClaim(HINT)).isFalse();
    }

    @Test
    void only_the_first_confirmation_counts() {
        registry.onResult(order, Either.left(LOST));
        assertThat(registry.confirm(order, SampleRequests.task("one"))).contains(LOST);
        assertThat(registry.confirm(order, SampleRequests.task("two"))).isEmpty();
        assertThat(registry.confirm(order, SampleRequests.task("one"))).isEmpty();
        assertThat(order.task()).contains(SampleRequests.task("one"));
        assertThat(order.unknownFailure()).isEmpty();
        assertThat(order.tryClaim(HINT)).isFalse();
    }

    @Test
    void a_task_of_another_order_is_not_confirmed() {
        OrderAwaitingCallback other = open();
        registry.onResult(other, ACCEPTED);
        registry.onResult(order, Either.left(LOST));
        assertThat(registry.belongsToAnother(SampleRequests.task(), order)).isTrue();
        assertThat(registry.belongsToAnother(SampleRequests.task(), other)).isFalse();
        assertThat(registry.confirm(order, SampleRequests.task())).isEmpty();
        assertThat(order.unknownFailure()).contains(LOST);
    }

    @Test
    void a_task_has_no_owner_until_it_is_confirmed() {
        OrderAwaitingCallback other = open();
        registry.onResult(other, ACCEPTED);
        registry.onResult(order, Either.left(LOST));
        assertThat(registry.belongsToAnother(SampleRequests.task("late"), order))
                .isFalse();
        assertThat(registry.confirm(order, SampleRequests.task("late"))).contains(LOST);
        assertThat(registry.belongsToAnother(SampleRequests.task("late"), other))
                .isTrue();
        assertThat(order.request()).isEmpty();
    }

    @Test
    void a_rejected_order_accepts_no_claims() {
        registry.onResult(order, Either.left(VideoFailure.of(FailureKind.INVALID_REQUEST, "no")));
        assertThat(order.tryClaim(HINT)).isFalse();
        assertThat(order.task()).isEmpty();
        assertThat(order.unknownFailure()).isEmpty();
    }

    @Test
    void the_oldest_orders_and_their_tasks_are_removed() {
        registry.onResult(order, ACCEPTED);
        OrderAwaitingCallback second = open();
        open();
        open();
        assertThat(registry.find(order.id().toString())).isEmpty();
        assertThat(registry.find(second.id().toString())).containsSame(second);
        assertThat(registry.belongsToAnother(SampleRequests.task(), second)).isFalse();
    }
}
