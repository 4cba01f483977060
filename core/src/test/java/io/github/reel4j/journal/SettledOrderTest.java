package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.Samples;
import io.github.reel4j.model.Billing;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderRecord;
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
class SettledOrderTest {

    private static final TaskRef FOUND = SampleRecords.own(1, "found");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("orders.journal");
    }

    private FileJournal journal() {
        return FileJournal.at(file());
    }

    private void written(OrderRecord... records) {
        List.of(records)
                .forEach(each -> assertThat(journal().append(each).isRight()).isTrue());
    }

    private String text() throws IOException {
        return Files.readString(file(), StandardCharsets.ISO_8859_1);
    }

    private JournaledOrder first() {
        return journal().read().get().orders().get(0);
    }

    /** Why an order is not settled so; nothing may be written then. */
    private VideoFailure refusal(OrderRecord.Settled settled) throws IOException {
        String before = text();
        VideoFailure failure = journal().settle(settled).getLeft();
        assertThat(text()).isEqualTo(before);
        assertThat(failure.message()).contains("Nothing was written, nothing was sent.");
        return failure;
    }

    @Test
    void an_order_whose_task_was_found_is_running_and_says_who_found_it() {
        written(SampleRecords.intended(1), SampleRecords.unknown(1));
        OrderRecord.Settled settled = SampleRecords.settled(1, Optional.of(FOUND));

        assertThat(journal().settle(settled)).isEqualTo(Either.right(settled));
        assertThat(first().state()).isEqualTo(OrderState.RUNNING);
        assertThat(first().state().isUnfinished()).isTrue();
        assertThat(first().task()).contains(FOUND);
        assertThat(first().settled()).contains(settled);
        assertThat(journal().read().get().troubles()).isEmpty();
    }

    @Test
    void an_order_that_was_not_accepted_is_refused_and_says_who_found_out() {
        written(SampleRecords.intended(1));
        OrderRecord.Settled settled = SampleRecords.settled(1, Optional.empty());

        assertThat(journal().settle(settled)).isEqualTo(Either.right(settled));
        assertThat(first().state()).isEqualTo(OrderState.REFUSED);
        assertThat(first().task()).isEmpty();
        assertThat(first().failure()).isEmpty();
        assertThat(first().settled()).contains(settled);
    }

    @Test
    void the_task_of_an_order_is_that_of_the_same_request_by_another_name() {
        assertThat(FOUND.id()).isEqualTo("found");
        assertThat(FOUND.endpoint()).isEqualTo("plus");
        assertThat(FOUND.digest()).isEqualTo("0123456789ab");
        assertThat(TaskRef.parse(FOUND.toString())).isEqualTo(FOUND);
    }

    @Test
    void what_becomes_of_the_task_is_the_order_s() {
        written(SampleRecords.intended(1), SampleRecords.made(FOUND));
        journal().settle(SampleRecords.settled(1, Optional.of(FOUND)));
        written(SampleRecords.delivered(FOUND, "/v.mp4"));

        assertThat(journal().read().get().orders())
                .singleElement()
                .satisfies(order -> assertThat(order.state()).isEqualTo(OrderState.DELIVERED));
    }

    @Test
    void only_an_order_of_unknown_fate_is_settled() throws IOException {
        TaskRef task = SampleRecords.own(1, "accepted");
        written(
                SampleRecords.intended(1),
                SampleRecords.accepted(1, task),
                SampleRecords.intended(2),
                SampleRecords.refused(2, FailureKind.FORBIDDEN));

        VideoFailure running = refusal(SampleRecords.settled(1, Optional.empty()));
        assertThat(running.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(running.message()).contains("is not of unknown fate: it is RUNNING");
        assertThat(running.task()).contains(task);
        assertThat(running.billing()).isNotEqualTo(Billing.NO);
        VideoFailure refused = refusal(SampleRecords.settled(2, Optional.of(SampleRecords.own(2, "t"))));
        assertThat(refused.message()).contains("it is REFUSED");
    }

    @Test
    void what_is_settled_is_not_settled_again() throws IOException {
        written(SampleRecords.intended(1));
        journal().settle(SampleRecords.settled(1, Optional.empty()));

        assertThat(refusal(SampleRecords.settled(1, Optional.of(FOUND))).message())
                .contains("it is REFUSED, settled by Ann O.");
    }

    @Test
    void an_order_that_is_not_there_cannot_be_settled_and_makes_no_journal() throws IOException {
        Either<VideoFailure, OrderRecord.Settled> answer = journal().settle(SampleRecords.settled(7, Optional.empty()));
        assertThat(answer.getLeft().message()).contains("has no order " + SampleRecords.order(7));
        assertThat(file()).doesNotExist();
        written(SampleRecords.intended(1));
        assertThat(refusal(SampleRecords.settled(7, Optional.empty())).kind()).isEqualTo(FailureKind.INVALID_REQUEST);
    }

    @Test
    void no_task_belongs_to_two_orders() throws IOException {
        written(SampleRecords.intended(1), SampleRecords.accepted(1, FOUND), SampleRecords.intended(2));

        VideoFailure failure = refusal(SampleRecords.settled(2, Optional.of(SampleRecords.own(2, "found"))));
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.billing()).isEqualTo(Billing.MAYBE);
        assertThat(failure.message())
                .contains("is that of the order " + SampleRecords.order(1), "as unknown as before");
    }

    @Test
    void a_task_of_another_provider_operation_or_request_is_not_the_order_s() throws IOException {
        written(SampleRecords.intended(1));
        List<TaskRef> others = List.of(
                new TaskRef(ProviderId.of("acme"), FOUND.operation(), "plus", "t", FOUND.digest(), FOUND.submittedAt()),
                new TaskRef(FOUND.provider(), Operation.ANIMATE, "plus", "t", FOUND.digest(), FOUND.submittedAt()),
                new TaskRef(FOUND.provider(), FOUND.operation(), "plus", "t", "other", FOUND.submittedAt()));
        for (TaskRef other : others) {
            VideoFailure failure = refusal(SampleRecords.settled(1, Optional.of(other)));
            assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
            assertThat(failure.message()).contains("it is another order's");
        }
        assertThat(first().state()).isEqualTo(OrderState.UNKNOWN);
    }

    @Test
    void what_the_vendor_answers_counts_more_than_what_was_settled() {
        TaskRef answered = SampleRecords.own(1, "answered");
        TaskRef mistaken = SampleRecords.own(1, "mistaken");
        written(
                SampleRecords.intended(1),
                SampleRecords.settled(1, Optional.of(mistaken)),
                SampleRecords.accepted(1, answered),
                SampleRecords.delivered(mistaken, "/other.mp4"),
                SampleRecords.intended(2),
                SampleRecords.settled(2, Optional.empty()),
                SampleRecords.accepted(2, SampleRecords.own(2, "late")));

        List<JournaledOrder> orders = journal().read().get().orders();
        assertThat(orders)
                .extracting(JournaledOrder::state)
                .containsExactly(OrderState.RUNNING, OrderState.DELIVERED, OrderState.RUNNING);
        assertThat(orders.get(0).task()).contains(answered);
        assertThat(orders).extracting(JournaledOrder::settled).allMatch(Optional::isEmpty);
        assertThat(orders.get(1).task()).contains(mistaken);
    }

    @Test
    void what_the_vendor_answered_is_not_settled_away_by_a_process_that_did_not_know() {
        TaskRef task = SampleRecords.own(1, "accepted");
        written(
                SampleRecords.intended(1),
                SampleRecords.accepted(1, task),
                SampleRecords.settled(1, Optional.of(FOUND)));

        assertThat(first().task()).contains(task);
        assertThat(first().state()).isEqualTo(OrderState.RUNNING);
        assertThat(first().settled()).isEmpty();
    }

    @Test
    void a_task_that_is_accepted_after_all_clears_a_refusal_and_not_its_own_end() {
        written(
                SampleRecords.intended(1),
                SampleRecords.refused(1, FailureKind.FORBIDDEN),
                SampleRecords.accepted(1, FOUND));
        assertThat(first().state()).isEqualTo(OrderState.RUNNING);
        assertThat(first().failure()).isEmpty();

        written(SampleRecords.failed(FOUND, FailureKind.GENERATION_FAILED), SampleRecords.accepted(1, FOUND));
        assertThat(first().state()).isEqualTo(OrderState.FAILED);
        assertThat(first().failure()).contains(FailureKind.GENERATION_FAILED);
    }

    @Test
    void of_many_who_settle_an_order_at_once_one_does() throws Exception {
        written(SampleRecords.intended(1));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Optional<TaskRef> task = i % 2 == 0 ? Optional.empty() : Optional.of(SampleRecords.own(1, "task-" + i));
            calls.add(() -> journal().settle(SampleRecords.settled(1, task)).isRight());
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
        assertThat(journal().read().get().records()).hasSize(2);
    }

    @Test
    void who_holds_the_lock_is_not_written_past() throws IOException {
        written(SampleRecords.intended(1));
        String before = text();
        try (FileChannel other = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            assertThat(other.lock().isValid()).isTrue();
            assertThat(FileJournal.at(file(), Duration.ofMillis(1))
                            .settle(SampleRecords.settled(1, Optional.empty()))
                            .getLeft()
                            .message())
                    .contains("is locked by another program");
        }
        assertThat(text()).isEqualTo(before);
    }

    @Test
    void after_a_crash_in_the_last_line_an_order_is_settled_on_a_line_of_its_own() throws IOException {
        written(SampleRecords.intended(1), SampleRecords.unknown(1));
        Files.writeString(file(), text().substring(0, text().length() - 20), StandardCharsets.ISO_8859_1);

        assertThat(journal().settle(SampleRecords.settled(1, Optional.empty())).isRight())
                .isTrue();
        assertThat(first().state()).isEqualTo(OrderState.REFUSED);
        assertThat(journal().read().get().troubles())
                .extracting(JournalTrouble::kind)
                .containsExactly(JournalTrouble.Kind.CUT_OFF);
    }

    @Test
    void a_task_whose_own_order_is_known_by_its_end_alone_may_be_the_order_s() {
        written(SampleRecords.intended(1), SampleRecords.failed(Samples.task("other"), FailureKind.TASK_NOT_FOUND));
        assertThat(journal()
                        .settle(SampleRecords.settled(1, Optional.of(FOUND)))
                        .isRight())
                .isTrue();
        assertThat(journal().read().get().orders()).hasSize(2);
    }
}
