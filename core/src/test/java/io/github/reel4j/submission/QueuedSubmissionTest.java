package io.github.reel4j.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.dispatch.SampleDispatchers;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.port.VideoGenerator;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders that are sent on worker threads, and the permits that each leaves to the next. */
class QueuedSubmissionTest {

    private static final ResolvedRequest ORDER =
            new ResolvedRequest(SampleRequests.ACME, SampleRequests.plus(), Map.of(Field.PROMPT, "A kitten"));
    private static final Either<VideoFailure, TaskRef> TASK = Either.right(SampleRequests.task());

    private final VirtualScheduler time = new VirtualScheduler();
    private final VideoGenerator generator = mock(VideoGenerator.class);
    private final List<Either<VideoFailure, TaskRef>> notified = new ArrayList<>();
    private final List<Duration> sent = new ArrayList<>();

    private static Either<VideoFailure, TaskRef> failure(FailureKind kind) {
        return Either.left(VideoFailure.of(kind, "m"));
    }

    @SafeVarargs
    private void results(Either<VideoFailure, TaskRef>... results) {
        List<Either<VideoFailure, TaskRef>> remaining = new ArrayList<>(List.of(results));
        when(generator.submit(any())).thenAnswer(call -> {
            sent.add(time.elapsed());
            return remaining.size() > 1 ? remaining.remove(0) : remaining.get(0);
        });
    }

    private OrderToSubmit submission(RequestDispatcher dispatcher) {
        return new OrderToSubmit(
                dispatcher,
                generator,
                ORDER,
                OrderIntent.of(OrderId.random(), ORDER, new Estimate.Unknown("not listed")),
                () -> false);
    }

    private void order(RequestDispatcher dispatcher) {
        order(dispatcher, false);
    }

    private void order(RequestDispatcher dispatcher, boolean cancelled) {
        // a new submitter for each order, because all get the same task
        order(new Submitter(time, new OrderRecorder(OrderJournal.none(), time)), dispatcher, cancelled);
    }

    private void order(Submitter submitter, RequestDispatcher dispatcher, boolean cancelled) {
        submitter.submitAsync(submission(dispatcher), new Submitter.SubmissionListener() {
            @Override
            public boolean tryStart() {
                return !cancelled;
            }

            @Override
            public void onResult(Either<VideoFailure, TaskRef> result) {
                notified.add(result);
            }
        });
    }

    @Test
    void an_order_is_sent_on_a_worker_and_its_result_reported() {
        results(TASK);
        order(SampleDispatchers.unlimited(time));
        verify(generator, never()).submit(any());
        time.passAll();
        assertThat(notified).containsExactly(TASK);
        verify(generator, times(1)).submit(ORDER);
    }

    @Test
    void retries_are_delayed_and_only_the_final_result_is_reported() {
        results(failure(FailureKind.RATE_LIMITED), failure(FailureKind.UNREACHABLE), TASK);
        order(SampleDispatchers.unlimited(time));
        time.passAll();
        assertThat(sent).containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1 + 2));
        assertThat(notified).containsExactly(TASK);
    }

    @Test
    void a_closed_dispatcher_rejects_orders_unsent() {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        dispatcher.close();
        order(dispatcher);
        time.passAll();
        assertThat(notified)
                .singleElement()
                .satisfies(
                        result -> assertThat(result.getLeft().billingStatus()).isEqualTo(BillingStatus.NOT_BILLED));
        verify(generator, never()).submit(any());
    }

    @Test
    void a_retry_that_cannot_be_scheduled_is_reported_as_unsent() {
        when(generator.submit(any())).thenAnswer(call -> {
            time.close();
            return failure(FailureKind.UNREACHABLE);
        });
        order(SampleDispatchers.unlimited(time));
        time.passAll();
        assertThat(notified).containsExactly(Either.left(SubmissionFailures.unsent("the client was closed")));
    }

    @Test
    @Tag("fault-75")
    void an_unknown_outcome_is_reported_after_a_close_during_a_send() {
        when(generator.submit(any())).thenAnswer(call -> {
            time.close();
            return failure(FailureKind.SUBMISSION_UNKNOWN);
        });
        order(SampleDispatchers.limited(time, 60_000, 1));
        time.passAll();
        assertThat(notified)
                .singleElement()
                .satisfies(result -> assertThat(result.getLeft().kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN));
    }

    @Test
    void an_order_that_cannot_be_recorded_releases_its_permit() {
        VideoFailure full = VideoFailure.of(FailureKind.JOURNAL_FAILED, "no room");
        Submitter failing = new Submitter(time, new OrderRecorder(event -> Either.left(full), time));
        for (RequestDispatcher dispatcher :
                List.of(SampleDispatchers.narrow(time, 1), SampleDispatchers.limited(time, 60_000, 1))) {
            notified.clear();
            results(TASK);
            order(failing, dispatcher, false);
            order(dispatcher);
            time.passAll();
            assertThat(notified).hasSize(2);
            assertThat(notified.get(0).getLeft().kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
            assertThat(notified.get(1)).isEqualTo(TASK);
        }
        verify(generator, times(2)).submit(ORDER);
    }

    @Test
    void a_cancelled_order_is_not_sent_and_releases_its_permit() {
        results(TASK);
        for (RequestDispatcher dispatcher :
                List.of(SampleDispatchers.narrow(time, 1), SampleDispatchers.limited(time, 60_000, 1))) {
            notified.clear();
            order(dispatcher, true);
            order(dispatcher);
            time.passAll();
            assertThat(notified).hasSize(2);
            assertThat(notified.get(0).getLeft().kind()).isEqualTo(FailureKind.INTERRUPTED);
            assertThat(notified.get(1)).isEqualTo(TASK);
        }
        verify(generator, times(2)).submit(ORDER);
    }

    @Test
    void every_result_releases_the_permit() {
        for (Either<VideoFailure, TaskRef> result :
                List.of(TASK, failure(FailureKind.INVALID_REQUEST), failure(FailureKind.SUBMISSION_UNKNOWN))) {
            results(result);
            notified.clear();
            RequestDispatcher dispatcher = SampleDispatchers.narrow(time, 1);
            order(dispatcher);
            order(dispatcher);
            time.passAll();
            assertThat(notified).hasSize(2);
        }
    }

    @Test
    void a_rejected_order_releases_its_task_slot() {
        results(failure(FailureKind.INVALID_REQUEST), TASK);
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60_000, 1);
        order(dispatcher);
        order(dispatcher);
        time.pass(Duration.ofSeconds(1));
        assertThat(notified).containsExactly(failure(FailureKind.INVALID_REQUEST), TASK);
    }

    @Test
    void an_accepted_order_keeps_its_task_slot_until_it_completes() {
        results(TASK);
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60_000, 1);
        order(dispatcher);
        order(dispatcher);
        time.passAll();
        assertThat(sent).hasSize(1);
        dispatcher.releaseTask();
        time.passAll();
        assertThat(sent).hasSize(2);
    }

    @Test
    void an_order_of_unknown_outcome_keeps_its_slot_for_10_minutes() {
        results(failure(FailureKind.SUBMISSION_UNKNOWN), TASK);
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60_000, 1);
        order(dispatcher);
        order(dispatcher);
        time.passAll();
        assertThat(sent).containsExactly(Duration.ZERO, Duration.ofMinutes(10));
    }

    @Test
    void an_accepted_order_resets_the_back_off() {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        dispatcher.pauseFor(Optional.empty());
        dispatcher.pauseFor(Optional.empty());
        results(TASK);
        order(dispatcher);
        time.passAll();
        Duration before = time.elapsed();
        dispatcher.pauseFor(Optional.empty());
        order(dispatcher);
        time.passAll();
        assertThat(time.elapsed().minus(before)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_pause_after_a_429_grows_with_the_sends_of_the_order() {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        results(failure(FailureKind.UNREACHABLE), failure(FailureKind.RATE_LIMITED), TASK);
        order(dispatcher);
        time.passAll();
        assertThat(sent).containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1 + 2));
    }
}
