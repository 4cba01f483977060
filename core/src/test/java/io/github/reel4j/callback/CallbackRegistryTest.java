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
    private final PendingCallback order = open();

    private PendingCallback open() {
        return registry.register(
                OrderId.random(), new ResolvedRequest(SampleRequests.ACME, SampleRequests.plus(), Map.of()));
    }

    @Test
    void a_claim_that_comes_before_the_answer_is_kept_for_it() {
        assertThat(order.tryClaim(HINT)).isFalse();
        assertThat(order.tryClaim(HINT)).isFalse();
        assertThat(registry.onResult(order, ACCEPTED)).containsExactly(HINT);
        assertThat(order.task()).contains(SampleRequests.task());
        assertThat(order.request()).as("is remembered no longer").isEmpty();
    }

    @Test
    void a_claim_on_an_order_of_unknown_fate_is_to_be_confirmed_once() {
        assertThat(registry.onResult(order, Either.left(LOST))).isEmpty();
        assertThat(order.tryClaim(HINT)).isTrue();
        assertThat(order.tryClaim(HINT)).as("it is being confirmed").isFalse();
        order.unconfirmed(HINT);
        assertThat(order.tryClaim(HINT)).as("perhaps it is true now").isTrue();
    }

    @Test
    void an_order_has_room_for_a_few_claims_only() {
        registry.onResult(order, Either.left(LOST));
        for (int i = 0; i < 4; i++) {
            assertThat(order.tryClaim(new CallbackHint("task-" + i))).isTrue();
        }
        assertThat(order.tryClaim(HINT)).isFalse();
    }

    @Test
    void only_the_first_confirmation_is_the_order_s() {
        registry.onResult(order, Either.left(LOST));
        assertThat(registry.confirm(order, SampleRequests.task("one"))).contains(LOST);
        assertThat(registry.confirm(order, SampleRequests.task("two"))).isEmpty();
        assertThat(registry.confirm(order, SampleRequests.task("one"))).isEmpty();
        assertThat(order.task()).contains(SampleRequests.task("one"));
        assertThat(order.unknownFailure()).isEmpty();
        assertThat(order.tryClaim(HINT)).isFalse();
    }

    @Test
    void a_task_that_is_another_order_s_is_not_given_away() {
        PendingCallback other = open();
        registry.onResult(other, ACCEPTED);
        registry.onResult(order, Either.left(LOST));
        assertThat(registry.belongsToAnother(SampleRequests.task(), order)).isTrue();
        assertThat(registry.belongsToAnother(SampleRequests.task(), other)).isFalse();
        assertThat(registry.confirm(order, SampleRequests.task())).isEmpty();
        assertThat(order.unknownFailure()).contains(LOST);
    }

    @Test
    void a_task_that_nobody_has_is_free_until_it_is_confirmed() {
        PendingCallback other = open();
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
    void an_order_that_was_refused_has_nothing_to_claim() {
        registry.onResult(order, Either.left(VideoFailure.of(FailureKind.INVALID_REQUEST, "no")));
        assertThat(order.tryClaim(HINT)).isFalse();
        assertThat(order.task()).isEmpty();
        assertThat(order.unknownFailure()).isEmpty();
    }

    @Test
    void the_eldest_orders_make_room_and_their_tasks_are_free() {
        registry.onResult(order, ACCEPTED);
        PendingCallback second = open();
        open();
        open();
        assertThat(registry.find(order.id().toString())).isEmpty();
        assertThat(registry.find(second.id().toString())).containsSame(second);
        assertThat(registry.belongsToAnother(SampleRequests.task(), second)).isFalse();
    }
}
