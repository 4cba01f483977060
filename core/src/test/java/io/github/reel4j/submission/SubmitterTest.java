package io.github.reel4j.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private OrderToSubmit submission() {
        return new OrderToSubmit(
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

    /** Submits on another thread while virtual time passes. The interrupt status of that thread is passed on. */
    private Either<VideoFailure, TaskRef> submit() {
        boolean interrupted = Thread.interrupted();
        AtomicBoolean interruptedAfter = new AtomicBoolean();
        FutureTask<Either<VideoFailure, TaskRef>> call = new FutureTask<>(() -> {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Either<VideoFailure, TaskRef> result = submitter.submit(submission());
            interruptedAfter.set(Thread.interrupted());
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
            if (interruptedAfter.get()) {
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
    void await_sent_waits_for_an_order_of_another_thread() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch responded = new CountDownLatch(1);
        when(generator.submit(any())).thenAnswer(call -> {
            sending.countDown();
            responded.await();
            return TASK;
        });
        CompletableFuture<Either<VideoFailure, TaskRef>> result =
                CompletableFuture.supplyAsync(() -> submitter.submit(submission()));
        sending.await();
        CompletableFuture<Void> awaited = CompletableFuture.runAsync(() -> submitter.awaitSent(Duration.ofMinutes(1)));
        assertThatThrownBy(() -> awaited.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        responded.countDown();
        awaited.get(30, TimeUnit.SECONDS);
        assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(TASK);
    }

    @Test
    @Tag("fault-75")
    void an_unknown_outcome_is_reported_after_a_close_during_a_send() {
        when(generator.submit(any())).thenAnswer(call -> {
            time.close();
            return failure(FailureKind.SUBMISSION_UNKNOWN);
        });
        OrderToSubmit limited = new OrderToSubmit(
                SampleDispatchers.limited(time, 60_000, 1),
                generator,
                ORDER,
                OrderIntent.of(OrderId.random(), ORDER, new Estimate.Unknown("not listed")),
                () -> false);
        assertThat(submitter.submit(limited).getLeft().kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
    }

    @Test
    void an_accepted_order_is_sent_once_without_delay() {
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
    void an_order_that_may_have_arrived_is_never_sent_again(FailureKind kind) {
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
    void retry_after_does_not_make_an_order_safe_to_send_again(FailureKind kind) {
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
    void a_rate_limited_order_is_sent_again_after_retry_after() {
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
    void an_order_that_provably_did_not_arrive_is_sent_up_to_4_times(FailureKind kind) {
        results(failure(kind), failure(kind));
        assertThat(outcome()).isEqualTo(kind);
        assertSent(4);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1 + 2 + 4));
    }

    @Test
    void an_unknown_outcome_ends_retries() {
        results(failure(FailureKind.UNREACHABLE), failure(FailureKind.SUBMISSION_UNKNOWN));
        assertThat(outcome()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertSent(2);
    }

    @Test
    @Tag("fault-31")
    void a_retry_after_of_10_minutes_is_waited_for() {
        results(busy(Duration.ofMinutes(10)), TASK);
        assertThat(submit()).isEqualTo(TASK);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    @Tag("fault-31")
    void a_longer_retry_after_is_reported_immediately() {
        results(busy(Duration.ofMinutes(10).plusMillis(1)), TASK);
        assertThat(outcome()).isEqualTo(FailureKind.RATE_LIMITED);
        assertSent(1);
        assertThat(time.elapsed()).isZero();
    }

    @Test
    @Tag("fault-72")
    void an_earlier_interrupt_prevents_the_send() {
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
    void an_interrupt_while_waiting_ends_retries() {
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
    void an_order_accepted_despite_an_interrupt_is_not_lost() {
        when(generator.submit(any())).thenAnswer(call -> {
            Thread.currentThread().interrupt();
            return TASK;
        });
        Either<VideoFailure, TaskRef> result = submit();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isEqualTo(TASK);
    }

    @Test
    void closing_the_client_ends_retries() {
        when(generator.submit(any())).thenAnswer(call -> {
            time.close();
            return busy(Duration.ofSeconds(5));
        });
        assertThat(submit().getLeft().message())
                .isEqualTo("the client was closed before the order was accepted; nothing was ordered,"
                        + " nothing was billed.");
        assertSent(1);
    }

    @Test
    void no_retry_after_unreachable_if_the_client_is_closed() {
        when(generator.submit(any())).thenAnswer(call -> {
            time.close();
            return failure(FailureKind.UNREACHABLE);
        });
        assertThat(submit().getLeft())
                .isEqualTo(VideoFailure.of(
                        FailureKind.INTERRUPTED,
                        "the client was closed before the order was accepted; nothing was ordered,"
                                + " nothing was billed."));
        assertSent(1);
    }

    @Test
    void an_unknown_outcome_names_the_order_and_its_time() {
        results(failure(FailureKind.SUBMISSION_UNKNOWN), TASK);
        assertThat(submit().getLeft().message())
                .isEqualTo("m\n  Order acme plus text-to-video #" + ORDER.fingerprint()
                        + ", sent at 2026-11-20T08:31:02Z");
    }

    /** A provider may find a task in the vendor's error response. */
    @Test
    void a_rejection_that_names_a_task_is_not_sent_again() {
        results(Either.left(VideoFailure.of(FailureKind.RATE_LIMITED, "m").withTask(SampleRequests.task())), TASK);

        assertThat(outcome()).isEqualTo(FailureKind.RATE_LIMITED);
        assertSent(1);
    }
}
