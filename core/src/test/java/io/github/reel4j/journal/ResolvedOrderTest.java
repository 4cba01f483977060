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

/** An order of unknown outcome can be resolved; any other resolution is rejected and not written. */
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

    private void append(OrderEvent... records) {
        List.of(records)
                .forEach(each -> assertThat(journal().append(each).isRight()).isTrue());
    }

    private String text() throws IOException {
        return Files.readString(file(), StandardCharsets.ISO_8859_1);
    }

    private OrderSummary first() {
        return journal().read().get().orders().get(0);
    }

    /** Returns why the resolution fails, and checks that nothing was written. */
    private VideoFailure rejection(OrderEvent.Resolved resolved) throws IOException {
        String before = text();
        VideoFailure failure = journal().resolve(resolved).getLeft();
        assertThat(text()).isEqualTo(before);
        assertThat(failure.message()).contains("Nothing was written, nothing was sent.");
        return failure;
    }

    @Test
    void an_order_resolved_with_a_task_is_running() {
        append(SampleEvents.created(1), SampleEvents.unknown(1));
        OrderEvent.Resolved resolved = SampleEvents.resolved(1, Optional.of(FOUND));

        assertThat(journal().resolve(resolved)).isEqualTo(Either.right(resolved));
        assertThat(first().state()).isEqualTo(OrderState.RUNNING);
        assertThat(first().state().isUnfinished()).isTrue();
        assertThat(first().task()).contains(FOUND);
        assertThat(first().resolved()).contains(resolved);
        assertThat(journal().read().get().corruptLines()).isEmpty();
    }

    @Test
    void an_order_resolved_without_a_task_is_rejected() {
        append(SampleEvents.created(1));
        OrderEvent.Resolved resolved = SampleEvents.resolved(1, Optional.empty());

        assertThat(journal().resolve(resolved)).isEqualTo(Either.right(resolved));
        assertThat(first().state()).isEqualTo(OrderState.REJECTED);
        assertThat(first().task()).isEmpty();
        assertThat(first().failure()).isEmpty();
        assertThat(first().resolved()).contains(resolved);
    }

    @Test
    void an_intent_creates_the_reference_of_its_task() {
        assertThat(FOUND.id()).isEqualTo("found");
        assertThat(FOUND.endpoint()).isEqualTo("plus");
        assertThat(FOUND.fingerprint()).isEqualTo("0123456789ab");
        assertThat(TaskRef.parse(FOUND.toString())).isEqualTo(FOUND);
    }

    @Test
    void the_completion_of_the_task_is_that_of_the_order() {
        append(SampleEvents.created(1), SampleEvents.completed(FOUND));
        journal().resolve(SampleEvents.resolved(1, Optional.of(FOUND)));
        append(SampleEvents.downloaded(FOUND, "/v.mp4"));

        assertThat(journal().read().get().orders())
                .singleElement()
                .satisfies(order -> assertThat(order.state()).isEqualTo(OrderState.DOWNLOADED));
    }

    @Test
    void only_an_unknown_order_can_be_resolved() throws IOException {
        TaskRef task = SampleEvents.own(1, "accepted");
        append(
                SampleEvents.created(1),
                SampleEvents.accepted(1, task),
                SampleEvents.created(2),
                SampleEvents.rejected(2, FailureKind.FORBIDDEN));

        VideoFailure running = rejection(SampleEvents.resolved(1, Optional.empty()));
        assertThat(running.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(running.message()).contains("cannot be resolved: it is RUNNING");
        assertThat(running.task()).contains(task);
        assertThat(running.billingStatus()).isNotEqualTo(BillingStatus.NOT_BILLED);
        VideoFailure rejected = rejection(SampleEvents.resolved(2, Optional.of(SampleEvents.own(2, "t"))));
        assertThat(rejected.message()).contains("it is REJECTED");
    }

    @Test
    void a_resolved_order_cannot_be_resolved_again() throws IOException {
        append(SampleEvents.created(1));
        journal().resolve(SampleEvents.resolved(1, Optional.empty()));

        assertThat(rejection(SampleEvents.resolved(1, Optional.of(FOUND))).message())
                .contains("it is REJECTED, resolved by Ann O.");
    }

    @Test
    void an_unknown_order_cannot_be_resolved() throws IOException {
        Either<VideoFailure, OrderEvent.Resolved> result =
                journal().resolve(SampleEvents.resolved(7, Optional.empty()));
        assertThat(result.getLeft().message()).contains("has no order " + SampleEvents.order(7));
        assertThat(file()).doesNotExist();
        append(SampleEvents.created(1));
        assertThat(rejection(SampleEvents.resolved(7, Optional.empty())).kind()).isEqualTo(FailureKind.INVALID_REQUEST);
    }

    @Test
    void no_task_belongs_to_two_orders() throws IOException {
        append(SampleEvents.created(1), SampleEvents.accepted(1, FOUND), SampleEvents.created(2));

        VideoFailure failure = rejection(SampleEvents.resolved(2, Optional.of(SampleEvents.own(2, "found"))));
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        assertThat(failure.message()).contains("belongs to the order " + SampleEvents.order(1), "is still unknown");
    }

    @Test
    void a_task_of_another_request_cannot_resolve_an_order() throws IOException {
        append(SampleEvents.created(1));
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
            assertThat(failure.message()).contains("the task does not belong to the order " + SampleEvents.order(1));
        }
        assertThat(first().state()).isEqualTo(OrderState.UNKNOWN);
    }

    @Test
    void a_vendor_response_takes_precedence_over_a_resolution() {
        TaskRef returned = SampleEvents.own(1, "accepted");
        TaskRef mistaken = SampleEvents.own(1, "mistaken");
        append(
                SampleEvents.created(1),
                SampleEvents.resolved(1, Optional.of(mistaken)),
                SampleEvents.accepted(1, returned),
                SampleEvents.downloaded(mistaken, "/other.mp4"),
                SampleEvents.created(2),
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
    void an_accepted_order_ignores_a_later_resolution() {
        TaskRef task = SampleEvents.own(1, "accepted");
        append(SampleEvents.created(1), SampleEvents.accepted(1, task), SampleEvents.resolved(1, Optional.of(FOUND)));

        assertThat(first().task()).contains(task);
        assertThat(first().state()).isEqualTo(OrderState.RUNNING);
        assertThat(first().resolved()).isEmpty();
    }

    @Test
    void a_late_acceptance_clears_a_rejection_but_not_a_completion() {
        append(
                SampleEvents.created(1),
                SampleEvents.rejected(1, FailureKind.FORBIDDEN),
                SampleEvents.accepted(1, FOUND));
        assertThat(first().state()).isEqualTo(OrderState.RUNNING);
        assertThat(first().failure()).isEmpty();

        append(SampleEvents.failed(FOUND, FailureKind.GENERATION_FAILED), SampleEvents.accepted(1, FOUND));
        assertThat(first().state()).isEqualTo(OrderState.FAILED);
        assertThat(first().failure()).contains(FailureKind.GENERATION_FAILED);
    }

    @Test
    void only_one_of_many_concurrent_resolutions_succeeds() throws Exception {
        append(SampleEvents.created(1));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Optional<TaskRef> task = i % 2 == 0 ? Optional.empty() : Optional.of(SampleEvents.own(1, "task-" + i));
            calls.add(() -> journal().resolve(SampleEvents.resolved(1, task)).isRight());
        }
        int resolved = 0;
        try {
            for (Future<Boolean> each : pool.invokeAll(calls)) {
                resolved += each.get() ? 1 : 0;
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(resolved).isOne();
        assertThat(journal().read().get().events()).hasSize(2);
    }

    @Test
    void a_held_lock_times_out_and_nothing_is_written() throws IOException {
        append(SampleEvents.created(1));
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
    void an_order_is_resolved_after_a_torn_last_line() throws IOException {
        append(SampleEvents.created(1), SampleEvents.unknown(1));
        Files.writeString(file(), text().substring(0, text().length() - 20), StandardCharsets.ISO_8859_1);

        assertThat(journal().resolve(SampleEvents.resolved(1, Optional.empty())).isRight())
                .isTrue();
        assertThat(first().state()).isEqualTo(OrderState.REJECTED);
        assertThat(journal().read().get().corruptLines())
                .extracting(CorruptLine::kind)
                .containsExactly(CorruptLine.Corruption.CUT_OFF);
    }

    @Test
    void a_task_without_a_known_order_can_be_assigned() {
        append(SampleEvents.created(1), SampleEvents.failed(SampleRequests.task("other"), FailureKind.TASK_NOT_FOUND));
        assertThat(journal()
                        .resolve(SampleEvents.resolved(1, Optional.of(FOUND)))
                        .isRight())
                .isTrue();
        assertThat(journal().read().get().orders()).hasSize(2);
    }
}
