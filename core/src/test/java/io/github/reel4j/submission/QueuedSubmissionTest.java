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

/** Orders that nobody waits for on a thread, and what each leaves of its vendor's lane to the next. */
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
        List<Either<VideoFailure, TaskRef>> left = new ArrayList<>(List.of(results));
        when(generator.submit(any())).thenAnswer(call -> {
            sent.add(time.elapsed());
            return left.size() > 1 ? left.remove(0) : left.get(0);
        });
    }

    private Submission submission(RequestDispatcher dispatcher) {
        return new Submission(
                dispatcher,
                generator,
                ORDER,
                OrderIntent.of(OrderId.random(), ORDER, new Estimate.Unknown("not listed")),
                () -> false);
    }

    private void order(RequestDispatcher dispatcher) {
        order(dispatcher, false);
    }

    private void order(RequestDispatcher dispatcher, boolean gone) {
        // all become the same task here
        order(new Submitter(time, new OrderRecorder(OrderJournal.none(), time)), dispatcher, gone);
    }

    private void order(Submitter by, RequestDispatcher dispatcher, boolean gone) {
        by.submitAsync(submission(dispatcher), new Submitter.SubmissionListener() {
            @Override
            public boolean tryStart() {
                return !gone;
            }

            @Override
            public void onResult(Either<VideoFailure, TaskRef> result) {
                notified.add(result);
            }
        });
    }

    @Test
    void it_is_sent_on_a_worker_and_the_answer_is_told() {
        results(TASK);
        order(SampleDispatchers.unlimited(time));
        verify(generator, never()).submit(any());
        time.passAll();
        assertThat(notified).containsExactly(TASK);
        verify(generator, times(1)).submit(ORDER);
    }

    @Test
    void turned_away_it_is_sent_again_in_its_time_and_only_the_end_is_told() {
        results(failure(FailureKind.RATE_LIMITED), failure(FailureKind.UNREACHABLE), TASK);
        order(SampleDispatchers.unlimited(time));
        time.passAll();
        assertThat(sent).containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1 + 2));
        assertThat(notified).containsExactly(TASK);
    }

    @Test
    void a_lane_that_closes_refuses_it_unsent() {
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
    void closed_before_it_can_be_sent_again_it_is_told_as_unsent() {
        when(generator.submit(any())).thenAnswer(call -> {
            time.close();
            return failure(FailureKind.UNREACHABLE);
        });
        order(SampleDispatchers.unlimited(time));
        time.passAll();
        assertThat(notified).containsExactly(Either.left(UnsentFailures.because("the client was closed")));
    }

    @Test
    @Tag("fault-75")
    void closed_while_it_is_sent_an_order_of_unknown_fate_is_told_as_such() {
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
    void what_cannot_be_written_down_is_not_sent_and_leaves_its_turn_to_the_next() {
        VideoFailure full = VideoFailure.of(FailureKind.JOURNAL_FAILED, "no room");
        Submitter unable = new Submitter(time, new OrderRecorder(entry -> Either.left(full), time));
        for (RequestDispatcher dispatcher :
                List.of(SampleDispatchers.narrow(time, 1), SampleDispatchers.limited(time, 60_000, 1))) {
            notified.clear();
            results(TASK);
            order(unable, dispatcher, false);
            order(dispatcher);
            time.passAll();
            assertThat(notified).hasSize(2);
            assertThat(notified.get(0).getLeft().kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
            assertThat(notified.get(1)).isEqualTo(TASK);
        }
        verify(generator, times(2)).submit(ORDER);
    }

    @Test
    void what_nobody_wants_any_more_is_not_sent_and_leaves_its_turn_to_the_next() {
        results(TASK);
        for (RequestDispatcher dispatcher :
                List.of(SampleDispatchers.narrow(time, 1), SampleDispatchers.limited(time, 60_000, 1))) {
            notified.clear();
            order(dispatcher, true);
            order(dispatcher);
            time.passAll();
            assertThat(notified).containsExactly(TASK);
        }
        verify(generator, times(2)).submit(ORDER);
    }

    @Test
    void whatever_the_answer_the_next_call_may_be_made() {
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
    void of_a_vendor_with_one_task_at_a_time_an_order_refused_takes_none() {
        results(failure(FailureKind.INVALID_REQUEST), TASK);
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60_000, 1);
        order(dispatcher);
        order(dispatcher);
        time.pass(Duration.ofSeconds(1));
        assertThat(notified).containsExactly(failure(FailureKind.INVALID_REQUEST), TASK);
    }

    @Test
    void of_a_vendor_with_one_task_at_a_time_an_order_taken_is_one_until_it_ends() {
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
    void of_a_vendor_with_one_task_at_a_time_an_order_of_unknown_fate_is_one_for_ten_minutes() {
        results(failure(FailureKind.SUBMISSION_UNKNOWN), TASK);
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60_000, 1);
        order(dispatcher);
        order(dispatcher);
        time.passAll();
        assertThat(sent).containsExactly(Duration.ZERO, Duration.ofMinutes(10));
    }

    @Test
    void an_order_turned_away_slows_all_and_one_that_is_taken_ends_that() {
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
    void the_pause_after_an_order_turned_away_is_that_order_s_however_calm_the_lane_was() {
        RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);
        results(failure(FailureKind.UNREACHABLE), failure(FailureKind.RATE_LIMITED), TASK);
        order(dispatcher);
        time.passAll();
        assertThat(sent).containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1 + 2));
    }
}
