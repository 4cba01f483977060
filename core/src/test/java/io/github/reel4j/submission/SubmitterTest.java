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
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubmitterTest {

    private static final ResolvedRequest ORDER =
            new ResolvedRequest(SampleRequests.ACME, SampleRequests.plus(), Map.of(Field.PROMPT, "A kitten"));
    private static final Either<VideoFailure, TaskRef> TASK = Either.right(SampleRequests.task());

    private final VirtualScheduler time = new VirtualScheduler();
    private final VideoGenerator generator = mock(VideoGenerator.class);
    private final Submitter submitter = new Submitter(time, new OrderRecorder(OrderJournal.none(), time));
    private final RequestDispatcher dispatcher = SampleDispatchers.unlimited(time);

    private Submission submission() {
        return new Submission(
                dispatcher,
                generator,
                ORDER,
                OrderIntent.of(OrderId.random(), ORDER, new Estimate.Unknown("not listed")),
                () -> false);
    }

    private static Either<VideoFailure, TaskRef> failure(FailureKind kind) {
        return Either.left(VideoFailure.of(kind, "m"));
    }

    private static Either<VideoFailure, TaskRef> busy(Duration retryAfter) {
        return Either.left(VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("m")
                .retryAfter(retryAfter)
                .build());
    }

    private void results(Either<VideoFailure, TaskRef> first, Either<VideoFailure, TaskRef> second) {
        when(generator.submit(any())).thenReturn(first).thenReturn(second);
    }

    /** On a thread of its own, while time passes; an interrupt that it is left with is passed on. */
    private Either<VideoFailure, TaskRef> submit() {
        boolean interrupted = Thread.interrupted();
        AtomicBoolean left = new AtomicBoolean();
        FutureTask<Either<VideoFailure, TaskRef>> call = new FutureTask<>(() -> {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Either<VideoFailure, TaskRef> result = submitter.submit(submission());
            left.set(Thread.interrupted());
            return result;
        });
        Thread worker = new Thread(call);
        worker.start();
        time.passFor(worker);
        try {
            return call.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            if (left.get()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private FailureKind outcome() {
        return submit().fold(VideoFailure::kind, task -> {
            throw new AssertionError("submitted: " + task);
        });
    }

    private void assertSent(int often) {
        verify(generator, times(often)).submit(ORDER);
    }

    @Test
    @Tag("fault-75")
    void closed_while_it_is_sent_an_order_of_unknown_fate_is_told_as_such() {
        when(generator.submit(any())).thenAnswer(call -> {
            time.close();
            return failure(FailureKind.SUBMISSION_UNKNOWN);
        });
        Submission limited = new Submission(
                SampleDispatchers.limited(time, 60_000, 1),
                generator,
                ORDER,
                OrderIntent.of(OrderId.random(), ORDER, new Estimate.Unknown("not listed")),
                () -> false);
        assertThat(submitter.submit(limited).getLeft().kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
    }

    @Test
    void an_order_that_is_taken_is_sent_once_and_at_once() {
        results(TASK, TASK);
        assertThat(submit()).isEqualTo(TASK);
        assertSent(1);
        assertThat(time.elapsed()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RATE_LIMITED", "UNREACHABLE"})
    @Tag("fault-6")
    @Tag("fault-11")
    @Tag("fault-27")
    @Tag("fault-28")
    @Tag("fault-32")
    @Tag("fault-33")
    @Tag("fault-34")
    void whatever_may_have_arrived_is_never_sent_again(FailureKind kind) {
        results(failure(kind), TASK);
        assertThat(outcome()).isEqualTo(kind);
        assertSent(1);
        assertThat(time.elapsed()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RATE_LIMITED", "UNREACHABLE"})
    @Tag("fault-34")
    void not_even_if_the_vendor_names_a_time_to_come_back(FailureKind kind) {
        results(
                Either.left(VideoFailure.builder()
                        .kind(kind)
                        .message("m")
                        .retryAfter(Duration.ofSeconds(1))
                        .build()),
                TASK);
        assertThat(outcome()).isEqualTo(kind);
        assertSent(1);
    }

    @Test
    @Tag("fault-31")
    void an_order_turned_away_is_sent_again_after_the_time_the_vendor_asks_for() {
        results(busy(Duration.ofSeconds(7)), TASK);
        assertThat(submit()).isEqualTo(TASK);
        assertSent(2);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"RATE_LIMITED", "UNREACHABLE"})
    @Tag("fault-1")
    @Tag("fault-3")
    @Tag("fault-4")
    @Tag("fault-30")
    void what_provably_did_not_arrive_is_sent_at_most_4_times_ever_more_slowly(FailureKind kind) {
        results(failure(kind), failure(kind));
        assertThat(outcome()).isEqualTo(kind);
        assertSent(4);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1 + 2 + 4));
    }

    @Test
    void an_unknown_fate_ends_the_sending_even_after_safe_failures() {
        results(failure(FailureKind.UNREACHABLE), failure(FailureKind.SUBMISSION_UNKNOWN));
        assertThat(outcome()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertSent(2);
    }

    @Test
    @Tag("fault-31")
    void ten_minutes_are_waited_for_and_not_more() {
        results(busy(Duration.ofMinutes(10)), TASK);
        assertThat(submit()).isEqualTo(TASK);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    @Tag("fault-31")
    void a_longer_time_is_told_not_waited_for() {
        results(busy(Duration.ofMinutes(10).plusMillis(1)), TASK);
        assertThat(outcome()).isEqualTo(FailureKind.RATE_LIMITED);
        assertSent(1);
        assertThat(time.elapsed()).isZero();
    }

    @Test
    @Tag("fault-72")
    void interrupted_before_it_sends_nothing() {
        Thread.currentThread().interrupt();
        VideoFailure failure = submit().getLeft();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.message())
                .isEqualTo("interrupted before the order was accepted; nothing was ordered, nothing was billed.");
        verify(generator, never()).submit(any());
    }

    @Test
    void interrupted_while_it_waits_it_sends_nothing_more() {
        when(generator.submit(any())).thenAnswer(call -> {
            Thread.currentThread().interrupt();
            return busy(Duration.ofSeconds(5));
        });
        FailureKind kind = outcome();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(kind).isEqualTo(FailureKind.INTERRUPTED);
        assertSent(1);
    }

    @Test
    @Tag("fault-72")
    void an_order_taken_in_spite_of_an_interrupt_is_not_lost() {
        when(generator.submit(any())).thenAnswer(call -> {
            Thread.currentThread().interrupt();
            return TASK;
        });
        Either<VideoFailure, TaskRef> result = submit();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isEqualTo(TASK);
    }

    @Test
    void closed_while_it_waits_it_sends_nothing_more() {
        when(generator.submit(any())).thenAnswer(call -> {
            time.close();
            return busy(Duration.ofSeconds(5));
        });
        assertThat(submit().getLeft().message())
                .isEqualTo(
                        "the client was closed before the order was accepted; nothing was ordered, nothing was billed.");
        assertSent(1);
    }

    @Test
    void closed_while_it_waits_to_reach_the_vendor_it_sends_nothing_more() {
        when(generator.submit(any())).thenAnswer(call -> {
            time.close();
            return failure(FailureKind.UNREACHABLE);
        });
        assertThat(submit().getLeft())
                .isEqualTo(
                        VideoFailure.of(
                                FailureKind.INTERRUPTED,
                                "the client was closed before the order was accepted; nothing was ordered, nothing was billed."));
        assertSent(1);
    }

    @Test
    void an_order_of_unknown_fate_can_be_looked_for_by_its_time() {
        results(failure(FailureKind.SUBMISSION_UNKNOWN), TASK);
        assertThat(submit().getLeft().message())
                .isEqualTo("m\n  Order acme plus text-to-video #" + ORDER.fingerprint()
                        + ", sent at 2026-11-20T08:31:02Z");
    }

    /** A provider that reads the vendor's words so has a task in its hands. */
    @Test
    void a_refusal_that_names_a_task_is_not_sent_again() {
        results(Either.left(VideoFailure.of(FailureKind.RATE_LIMITED, "m").withTask(SampleRequests.task())), TASK);

        assertThat(outcome()).isEqualTo(FailureKind.RATE_LIMITED);
        assertSent(1);
    }
}
