package io.github.reel4j.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.dispatch.SampleDispatchers;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A journal that hangs before a send or after the response. */
@Timeout(30)
class BlockedJournalTest {

    private static final ResolvedRequest ORDER =
            new ResolvedRequest(SampleRequests.ACME, SampleRequests.plus(), Map.of(Field.PROMPT, "A kitten"));

    private final VirtualScheduler time = new VirtualScheduler();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger sent = new AtomicInteger();

    @AfterEach
    void release() {
        released.countDown();
    }

    private OrderJournal hangingOn(Class<? extends OrderEvent> type) {
        return event -> {
            if (type.isInstance(event)) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return Either.right(event);
        };
    }

    private Submitter submitter(OrderJournal journal) {
        return submitter(journal, Duration.ofMillis(20));
    }

    /** Hangs after the response; the limit leaves a busy machine the time to write the event before it. */
    private Submitter submitterThatHangsAfterTheResponse() {
        return submitter(hangingOn(OrderEvent.Submitted.class), Duration.ofSeconds(2));
    }

    private Submitter submitter(OrderJournal journal, Duration timeout) {
        return new Submitter(time, new OrderRecorder(journal, time, timeout));
    }

    private OrderToSubmit submission(RequestDispatcher dispatcher) {
        return new OrderToSubmit(
                dispatcher,
                request -> Either.right(SampleRequests.task("task-" + sent.incrementAndGet())),
                ORDER,
                OrderIntent.of(OrderId.random(), ORDER, new Estimate.Unknown("not listed")),
                () -> false);
    }

    @Test
    @Tag("fault-134")
    @Tag("fault-85")
    void a_hang_before_the_send_prevents_it() {
        Either<VideoFailure, TaskRef> result =
                submitter(hangingOn(OrderEvent.Created.class)).submit(submission(SampleDispatchers.narrow(time, 1)));
        assertThat(result.getLeft().kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(result.getLeft().billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(sent).hasValue(0);
    }

    /** The order is not sent any more, so it must not count as being sent. */
    @Test
    @Tag("fault-134")
    void an_order_written_too_late_is_recorded_as_rejected() throws Exception {
        CompletableFuture<OrderEvent> rejected = new CompletableFuture<>();
        OrderJournal slow = hangingOn(OrderEvent.Created.class);
        OrderJournal journal = event -> {
            if (event instanceof OrderEvent.Submitted) {
                rejected.complete(event);
            }
            return slow.append(event);
        };

        assertThat(submitter(journal)
                        .submit(submission(SampleDispatchers.narrow(time, 1)))
                        .isLeft())
                .isTrue();
        assertThat(((OrderEvent.Submitted) rejected.get(20, TimeUnit.SECONDS)).outcome())
                .isEqualTo(new SubmitOutcome.Rejected(FailureKind.JOURNAL_FAILED));
    }

    @Test
    @Tag("fault-134")
    @Tag("fault-85")
    void a_hang_after_the_response_keeps_the_task() {
        Either<VideoFailure, TaskRef> result =
                submitterThatHangsAfterTheResponse().submit(submission(SampleDispatchers.narrow(time, 1)));
        assertThat(result.getLeft().kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(result.getLeft().task()).contains(SampleRequests.task("task-1"));
        assertThat(result.getLeft().billingStatus()).isEqualTo(BillingStatus.BILLED);
    }

    @Test
    @Tag("fault-138")
    void an_unrecorded_order_keeps_its_slot_for_10_minutes() {
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, 60_000, 1);
        assertThat(submitterThatHangsAfterTheResponse()
                        .submit(submission(dispatcher))
                        .isLeft())
                .isTrue();
        submitter(OrderJournal.none(), Duration.ofSeconds(20))
                .submitAsync(submission(dispatcher), new Submitter.SubmissionListener() {
                    @Override
                    public boolean tryStart() {
                        return true;
                    }

                    @Override
                    public void onResult(Either<VideoFailure, TaskRef> result) {}
                });
        time.pass(Duration.ofMinutes(9));
        assertThat(sent).hasValue(1);
        time.pass(Duration.ofMinutes(2));
        assertThat(sent).hasValue(2);
    }
}
