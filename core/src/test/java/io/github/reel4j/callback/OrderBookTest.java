package io.github.reel4j.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.Samples;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderBookTest {

    private static final CallbackHint HINT = new CallbackHint("19d8e7a6");
    private static final Either<VideoFailure, TaskRef> ACCEPTED = Either.right(Samples.task());
    private static final VideoFailure LOST = VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the connection broke");

    private final OrderBook book = new OrderBook(3);
    private final ExpectedCallback order = open();

    private ExpectedCallback open() {
        return book.open(OrderId.random(), new ResolvedRequest(Samples.ACME, Samples.plus(), Map.of()));
    }

    @Test
    void a_claim_that_comes_before_the_answer_is_kept_for_it() {
        assertThat(order.claimed(HINT)).isFalse();
        assertThat(order.claimed(HINT)).isFalse();
        assertThat(book.answered(order, ACCEPTED)).containsExactly(HINT);
        assertThat(order.task()).contains(Samples.task());
        assertThat(order.request()).as("is remembered no longer").isEmpty();
    }

    @Test
    void a_claim_on_an_order_of_unknown_fate_is_to_be_confirmed_once() {
        assertThat(book.answered(order, Either.left(LOST))).isEmpty();
        assertThat(order.claimed(HINT)).isTrue();
        assertThat(order.claimed(HINT)).as("it is being confirmed").isFalse();
        order.unconfirmed(HINT);
        assertThat(order.claimed(HINT)).as("perhaps it is true now").isTrue();
    }

    @Test
    void an_order_has_room_for_a_few_claims_only() {
        book.answered(order, Either.left(LOST));
        for (int i = 0; i < 4; i++) {
            assertThat(order.claimed(new CallbackHint("task-" + i))).isTrue();
        }
        assertThat(order.claimed(HINT)).isFalse();
    }

    @Test
    void only_the_first_confirmation_is_the_order_s() {
        book.answered(order, Either.left(LOST));
        assertThat(book.confirmed(order, Samples.task("one"))).contains(LOST);
        assertThat(book.confirmed(order, Samples.task("two"))).isEmpty();
        assertThat(book.confirmed(order, Samples.task("one"))).isEmpty();
        assertThat(order.task()).contains(Samples.task("one"));
        assertThat(order.unknown()).isEmpty();
        assertThat(order.claimed(HINT)).isFalse();
    }

    @Test
    void a_task_that_is_another_order_s_is_not_given_away() {
        ExpectedCallback other = open();
        book.answered(other, ACCEPTED);
        book.answered(order, Either.left(LOST));
        assertThat(book.isAnothers(Samples.task(), order)).isTrue();
        assertThat(book.isAnothers(Samples.task(), other)).isFalse();
        assertThat(book.confirmed(order, Samples.task())).isEmpty();
        assertThat(order.unknown()).contains(LOST);
    }

    @Test
    void a_task_that_nobody_has_is_free_until_it_is_confirmed() {
        ExpectedCallback other = open();
        book.answered(other, ACCEPTED);
        book.answered(order, Either.left(LOST));
        assertThat(book.isAnothers(Samples.task("late"), order)).isFalse();
        assertThat(book.confirmed(order, Samples.task("late"))).contains(LOST);
        assertThat(book.isAnothers(Samples.task("late"), other)).isTrue();
        assertThat(order.request()).isEmpty();
    }

    @Test
    void an_order_that_was_refused_has_nothing_to_claim() {
        book.answered(order, Either.left(VideoFailure.of(FailureKind.INVALID_REQUEST, "no")));
        assertThat(order.claimed(HINT)).isFalse();
        assertThat(order.task()).isEmpty();
        assertThat(order.unknown()).isEmpty();
    }

    @Test
    void the_eldest_orders_make_room_and_their_tasks_are_free() {
        book.answered(order, ACCEPTED);
        ExpectedCallback second = open();
        open();
        open();
        assertThat(book.find(order.id().toString())).isEmpty();
        assertThat(book.find(second.id().toString())).containsSame(second);
        assertThat(book.isAnothers(Samples.task(), second)).isFalse();
    }
}
