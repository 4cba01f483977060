package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody finds out about an order of unknown fate is written down, and nothing else is. */
@Timeout(60)
class ResolvedOrderTest {

    private static final TaskRef FOUND = SampleEvents.own(1, "found");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("orders.journal");
    }

    private FileJournal journal() {
        return FileJournal.at(file());
    }

    private void written(OrderEvent... records) {
        List.of(records)
                .forEach(each -> assertThat(journal().append(each).isRight()).isTrue());
    }

    private String text() throws IOException {
        return Files.readString(file(), StandardCharsets.ISO_8859_1);
    }

    private OrderSummary first() {
        return journal().read().get().orders().get(0);
    }

    /** Why an order is not settled so; nothing may be written then. */
    private VideoFailure rejection(OrderEvent.Resolved resolved) throws IOException {
        String before = text();
        VideoFailure failure = journal().resolve(resolved).getLeft();
        assertThat(text()).isEqualTo(before);
        assertThat(failure.message()).contains("Nothing was written, nothing was sent.");
        return failure;
    }

    @Test
    void an_order_whose_task_was_found_is_running_and_says_who_found_it() {
        written(SampleEvents.intended(1), SampleEvents.unknown(1));
        OrderEvent.Resolved resolved = SampleEvents.resolved(1, Optional.of(FOUND));

        assertThat(journal().resolve(resolved)).isEqualTo(Either.right(resolved));
        assertThat(first().state()).isEqualTo(OrderState.RUNNING);
        assertThat(first().state().isUnfinished()).isTrue();
        assertThat(first().task()).contains(FOUND);
        assertThat(first().resolved()).contains(resolved);
        assertThat(journal().read().get().corruptLines()).isEmpty();
    }

    @Test
    void an_order_that_was_not_accepted_is_refused_and_says_who_found_out() {
        written(SampleEvents.intended(1));
        OrderEvent.Resolved resolved = SampleEvents.resolved(1, Optional.empty());

        assertThat(journal().resolve(resolved)).isEqualTo(Either.right(resolved));
        assertThat(first().state()).isEqualTo(OrderState.REJECTED);
        assertThat(first().task()).isEmpty();
        assertThat(first().failure()).isEmpty();
        assertThat(first().resolved()).contains(resolved);
    }

    @Test
    void the_task_of_an_order_is_that_of_the_same_request_by_another_name() {
        assertThat(FOUND.id()).isEqualTo("found");
        assertThat(FOUND.endpoint()).isEqualTo("plus");
        assertThat(FOUND.fingerprint()).isEqualTo("0123456789ab");
        assertThat(TaskRef.parse(FOUND.toString())).isEqualTo(FOUND);
    }

    @Test
    void what_becomes_of_the_task_is_the_order_s() {
        written(SampleEvents.intended(1), SampleEvents.made(FOUND));
        journal().resolve(SampleEvents.resolved(1, Optional.of(FOUND)));
        written(SampleEvents.delivered(FOUND, "/v.mp4"));

        assertThat(journal().read().get().orders())
                .singleElement()
                .satisfies(order -> assertThat(order.state()).isEqualTo(OrderState.DOWNLOADED));
    }

    @Test
    void only_an_order_of_unknown_fate_is_settled() throws IOException {
        TaskRef task = SampleEvents.own(1, "accepted");
        written(
                SampleEvents.intended(1),
                SampleEvents.accepted(1, task),
                SampleEvents.intended(2),
                SampleEvents.refused(2, FailureKind.FORBIDDEN));

        VideoFailure running = rejection(SampleEvents.resolved(1, Optional.empty()));
        assertThat(running.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(running.message()).contains("is not of unknown fate: it is RUNNING");
        assertThat(running.task()).contains(task);
        assertThat(running.billingStatus()).isNotEqualTo(BillingStatus.NOT_BILLED);
        VideoFailure refused = rejection(SampleEvents.resolved(2, Optional.of(SampleEvents.own(2, "t"))));
        assertThat(refused.message()).contains("it is REJECTED");
    }

    @Test
    void what_is_settled_is_not_settled_again() throws IOException {
        written(SampleEvents.intended(1));
        journal().resolve(SampleEvents.resolved(1, Optional.empty()));

        assertThat(rejection(SampleEvents.resolved(1, Optional.of(FOUND))).message())
                .contains("it is REJECTED, settled by Ann O.");
    }

    @Test
    void an_order_that_is_not_there_cannot_be_settled_and_makes_no_journal() throws IOException {
        Either<VideoFailure, OrderEvent.Resolved> result =
                journal().resolve(SampleEvents.resolved(7, Optional.empty()));
        assertThat(result.getLeft().message()).contains("has no order " + SampleEvents.order(7));
        assertThat(file()).doesNotExist();
        written(SampleEvents.intended(1));
        assertThat(rejection(SampleEvents.resolved(7, Optional.empty())).kind()).isEqualTo(FailureKind.INVALID_REQUEST);
    }

    @Test
    void no_task_belongs_to_two_orders() throws IOException {
        written(SampleEvents.intended(1), SampleEvents.accepted(1, FOUND), SampleEvents.intended(2));

        VideoFailure failure = rejection(SampleEvents.resolved(2, Optional.of(SampleEvents.own(2, "found"))));
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.message()).contains("is that of the order " + SampleEvents.order(1), "as unknown as before");
    }

    @Test
    void a_task_of_another_provider_operation_or_request_is_not_the_order_s() throws IOException {
        written(SampleEvents.intended(1));
        List<TaskRef> others = List.of(
                new TaskRef(
                        ProviderId.of("acme"),
                        FOUND.operation(),
                        "plus",
                        "t",
                        FOUND.fingerprint(),
                        FOUND.submittedAt()),
                new TaskRef(FOUND.provider(), Operation.ANIMATE, "plus", "t", FOUND.fingerprint(), FOUND.submittedAt()),
                new TaskRef(FOUND.provider(), FOUND.operation(), "plus", "t", "other", FOUND.submittedAt()));
        for (TaskRef other : others) {
            VideoFailure failure = rejection(SampleEvents.resolved(1, Optional.of(other)));
            assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
            assertThat(failure.message()).contains("it is another order's");
        }
        assertThat(first().state()).isEqualTo(OrderState.UNKNOWN);
    }

    @Test
    void what_the_vendor_answers_counts_more_than_what_was_settled() {
        TaskRef returned = SampleEvents.own(1, "answered");
        TaskRef mistaken = SampleEvents.own(1, "mistaken");
        written(
                SampleEvents.intended(1),
                SampleEvents.resolved(1, Optional.of(mistaken)),
                SampleEvents.accepted(1, returned),
                SampleEvents.delivered(mistaken, "/other.mp4"),
                SampleEvents.intended(2),
                SampleEvents.resolved(2, Optional.empty()),
                SampleEvents.accepted(2, SampleEvents.own(2, "late")));

        List<OrderSummary> orders = journal().read().get().orders();
        assertThat(orders)
                .extracting(OrderSummary::state)
                .containsExactly(OrderState.RUNNING, OrderState.DOWNLOADED, OrderState.RUNNING);
        assertThat(orders.get(0).task()).contains(returned);
        assertThat(orders).extracting(OrderSummary::resolved).allMatch(Optional::isEmpty);
        assertThat(orders.get(1).task()).contains(mistaken);
    }

    @Test
    void what_the_vendor_answered_is_not_settled_away_by_a_process_that_did_not_know() {
        TaskRef task = SampleEvents.own(1, "accepted");
        written(SampleEvents.intended(1), SampleEvents.accepted(1, task), SampleEvents.resolved(1, Optional.of(FOUND)));

        assertThat(first().task()).contains(task);
        assertThat(first().state()).isEqualTo(OrderState.RUNNING);
        assertThat(first().resolved()).isEmpty();
    }

    @Test
    void a_task_that_is_accepted_after_all_clears_a_refusal_and_not_its_own_end() {
        written(
                SampleEvents.intended(1),
                SampleEvents.refused(1, FailureKind.FORBIDDEN),
                SampleEvents.accepted(1, FOUND));
        assertThat(first().state()).isEqualTo(OrderState.RUNNING);
        assertThat(first().failure()).isEmpty();

        written(SampleEvents.failed(FOUND, FailureKind.GENERATION_FAILED), SampleEvents.accepted(1, FOUND));
        assertThat(first().state()).isEqualTo(OrderState.FAILED);
        assertThat(first().failure()).contains(FailureKind.GENERATION_FAILED);
    }

    @Test
    void of_many_who_settle_an_order_at_once_one_does() throws Exception {
        written(SampleEvents.intended(1));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Optional<TaskRef> task = i % 2 == 0 ? Optional.empty() : Optional.of(SampleEvents.own(1, "task-" + i));
            calls.add(() -> journal().resolve(SampleEvents.resolved(1, task)).isRight());
        }
        int settled = 0;
        try {
            for (Future<Boolean> each : pool.invokeAll(calls)) {
                settled += each.get() ? 1 : 0;
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(settled).isOne();
        assertThat(journal().read().get().events()).hasSize(2);
    }

    @Test
    void who_holds_the_lock_is_not_written_past() throws IOException {
        written(SampleEvents.intended(1));
        String before = text();
        try (FileChannel other = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            assertThat(other.lock().isValid()).isTrue();
            assertThat(FileJournal.at(file(), Duration.ofMillis(1))
                            .resolve(SampleEvents.resolved(1, Optional.empty()))
                            .getLeft()
                            .message())
                    .contains("is locked by another program");
        }
        assertThat(text()).isEqualTo(before);
    }

    @Test
    void after_a_crash_in_the_last_line_an_order_is_settled_on_a_line_of_its_own() throws IOException {
        written(SampleEvents.intended(1), SampleEvents.unknown(1));
        Files.writeString(file(), text().substring(0, text().length() - 20), StandardCharsets.ISO_8859_1);

        assertThat(journal().resolve(SampleEvents.resolved(1, Optional.empty())).isRight())
                .isTrue();
        assertThat(first().state()).isEqualTo(OrderState.REJECTED);
        assertThat(journal().read().get().corruptLines())
                .extracting(CorruptLine::kind)
                .containsExactly(CorruptLine.Corruption.CUT_OFF);
    }

    @Test
    void a_task_whose_own_order_is_known_by_its_end_alone_may_be_the_order_s() {
        written(
                SampleEvents.intended(1),
                SampleEvents.failed(SampleRequests.task("other"), FailureKind.TASK_NOT_FOUND));
        assertThat(journal()
                        .resolve(SampleEvents.resolved(1, Optional.of(FOUND)))
                        .isRight())
                .isTrue();
        assertThat(journal().read().get().orders()).hasSize(2);
    }
}
