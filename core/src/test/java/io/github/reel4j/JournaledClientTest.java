package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.Retryability;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class JournaledClientTest {

    private static final VideoFailure FULL =
            VideoFailure.of(FailureKind.JOURNAL_FAILED, "the journal /j cannot be written: no room.");

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final List<Object> events = new ArrayList<>();
    private Predicate<OrderEvent> refuses = entry -> false;
    private VideoFailure failure = FULL;

    private final OrderJournal journal = entry -> {
        if (refuses.test(entry)) {
            return Either.left(failure);
        }
        events.add(entry);
        return Either.right(entry);
    };
    private final VideoClient client = TestClients.journaled(time, journal, acme);

    private VideoTask submit() throws Exception {
        return during(() -> client.submit(SampleRequests.text("A kitten")));
    }

    private <T> T during(Callable<T> call) throws Exception {
        try {
            return time.passDuring(call);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof VideoException thrown ? thrown : e;
        }
    }

    private VideoFailure failed() {
        VideoException thrown = catchThrowableOfType(VideoException.class, this::submit);
        assertThat(thrown).as("a VideoException").isNotNull();
        return thrown.failure();
    }

    private void results(List<Either<VideoFailure, TaskRef>> results) {
        acme.generator = request -> {
            events.add("send");
            return results.get(Math.min(acme.submitted.size(), results.size()) - 1);
        };
    }

    private static Either<VideoFailure, TaskRef> failure(FailureKind kind) {
        return Either.left(VideoFailure.of(kind, "so it is"));
    }

    private List<OrderEvent> written() {
        return events.stream()
                .filter(OrderEvent.class::isInstance)
                .map(OrderEvent.class::cast)
                .toList();
    }

    private SubmitOutcome outcome() {
        return ((OrderEvent.Submitted) written().get(1)).outcome();
    }

    @Test
    void the_intent_is_written_before_the_send_and_the_result_after() throws Exception {
        results(List.of(Either.right(SampleRequests.task())));
        submit();
        assertThat(events).hasSize(3);
        OrderEvent.Created created = (OrderEvent.Created) events.get(0);
        OrderEvent.Submitted submitted = (OrderEvent.Submitted) events.get(2);
        assertThat(events.get(1)).isEqualTo("send");
        assertThat(created.at()).isEqualTo(VirtualScheduler.START);
        assertThat(created.intent().model()).isEqualTo("plus");
        assertThat(created.intent().fingerprint())
                .isEqualTo(acme.submitted.get(0).fingerprint());
        assertThat(created.intent().price()).hasToString("0.085 USD");
        assertThat(submitted.order()).isEqualTo(created.intent().order());
        assertThat(submitted.outcome()).isEqualTo(new SubmitOutcome.Accepted(SampleRequests.task()));
        assertThat(created.toString()).doesNotContain("kitten");
    }

    @Test
    @Tag("fault-83")
    void an_order_that_cannot_be_recorded_is_not_sent() {
        refuses = entry -> true;
        VideoFailure failure = failed();
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.retryability()).isEqualTo(Retryability.NEVER);
        assertThat(failure.message()).contains("/j cannot be written", "Nothing was sent, nothing was billed.");
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void a_throwing_journal_fails_without_showing_its_message() {
        VideoClient broken = TestClients.journaled(
                time,
                entry -> {
                    throw new IllegalStateException("password");
                },
                acme);
        VideoException thrown =
                catchThrowableOfType(VideoException.class, () -> broken.submit(SampleRequests.text("A kitten")));
        assertThat(thrown.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(thrown.getMessage()).contains("IllegalStateException").doesNotContain("password");
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    @Tag("fault-84")
    void a_task_is_reported_even_if_the_journal_throws_an_error() throws Exception {
        refuses = entry -> {
            if (entry instanceof OrderEvent.Submitted) {
                throw new StackOverflowError("password");
            }
            return false;
        };
        VideoFailure failure = failed();
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.task()).contains(SampleRequests.task());
        assertThat(failure.message()).contains("StackOverflowError").doesNotContain("password");
    }

    @Test
    @Tag("fault-84")
    void the_failure_contains_a_task_that_cannot_be_recorded() {
        refuses = OrderEvent.Submitted.class::isInstance;
        VideoFailure failure = failed();
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.task()).contains(SampleRequests.task());
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.BILLED);
        assertThat(failure.message())
                .contains("Keep this reference", SampleRequests.task().toString(), "no room");
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    @Tag("fault-84")
    void a_rejection_that_cannot_be_recorded_is_still_reported() {
        refuses = OrderEvent.Submitted.class::isInstance;
        results(List.of(failure(FailureKind.SUBMISSION_UNKNOWN)));
        VideoFailure failure = failed();
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.message())
                .contains("so it is", "This failure could not be recorded in the journal", "no room");
        assertThat(acme.submitted).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void a_possibly_billed_failure_is_recorded_as_unknown(FailureKind kind) {
        results(List.of(failure(kind)));
        assertThat(failed().kind()).isEqualTo(kind);
        assertThat(written()).hasSize(2);
        assertThat(outcome())
                .isEqualTo(
                        kind.billingStatus() == BillingStatus.NOT_BILLED
                                ? new SubmitOutcome.Rejected(kind)
                                : new SubmitOutcome.Indeterminate());
    }

    @Test
    void all_sends_of_an_order_share_one_intent() throws Exception {
        results(List.of(
                failure(FailureKind.UNREACHABLE),
                failure(FailureKind.UNREACHABLE),
                Either.right(SampleRequests.task())));
        submit();
        assertThat(events).hasSize(5);
        assertThat(events.subList(1, 4)).containsOnly("send");
        assertThat(outcome()).isEqualTo(new SubmitOutcome.Accepted(SampleRequests.task()));
    }

    @Test
    void an_order_interrupted_after_a_429_is_recorded_as_rejected() {
        acme.generator = request -> {
            Thread.currentThread().interrupt();
            return failure(FailureKind.RATE_LIMITED);
        };
        assertThat(failed().kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(outcome()).isEqualTo(new SubmitOutcome.Rejected(FailureKind.INTERRUPTED));
    }

    @Test
    void queued_orders_are_recorded_when_they_get_a_permit() {
        acme.generator = request -> {
            events.add("send");
            return Either.right(SampleRequests.task("t" + acme.submitted.size()));
        };
        List<CompletableFuture<VideoTask>> orders = client.submitAll(
                List.of(SampleRequests.text("one"), SampleRequests.text("two"), SampleRequests.text("three")));
        orders.get(1).cancel(false);
        time.passAll();
        assertThat(acme.submitted).hasSize(2);
        assertThat(events)
                .extracting(each -> each.getClass().getSimpleName())
                .containsExactly("Created", "String", "Submitted", "Created", "String", "Submitted");
    }

    @Test
    void an_unrecorded_queued_order_delays_no_other() {
        AtomicBoolean full = new AtomicBoolean(true);
        refuses = entry -> full.getAndSet(false);
        List<CompletableFuture<VideoTask>> orders =
                client.submitAll(List.of(SampleRequests.text("one"), SampleRequests.text("two")));
        time.passAll();
        assertThat(orders.get(0)).isCompletedExceptionally();
        assertThat(orders.get(1)).isCompleted();
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void a_queued_order_cancelled_between_sends_is_rejected() {
        results(List.of(failure(FailureKind.UNREACHABLE)));
        CompletableFuture<VideoTask> order = client.submitAsync(SampleRequests.text("one"));
        time.pass(Duration.ofMillis(1));
        order.cancel(false);
        time.passAll();
        assertThat(acme.submitted).hasSize(1);
        assertThat(outcome()).isEqualTo(new SubmitOutcome.Rejected(FailureKind.INTERRUPTED));
    }

    @Test
    void the_end_is_recorded_once_and_then_each_download() throws Exception {
        VideoTask task = submit();
        during(() -> task.await());
        during(() -> task.download(Path.of("/videos/.part"), file -> Path.of("/videos/kitten.mp4")));
        assertThat(written().subList(2, written().size()))
                .extracting(each -> each.getClass().getSimpleName())
                .containsExactly("Completed", "Downloaded");
        assertThat(((OrderEvent.Completed) written().get(2)).failure()).isEmpty();
        assertThat(((OrderEvent.Downloaded) written().get(3)).file()).isEqualTo("/videos/kitten.mp4");
    }

    @Test
    void a_failed_task_has_ended_and_a_rejected_key_has_not_ended_it() throws Exception {
        acme.tracker = task -> Either.right(new TaskStatus.Failed(
                VideoFailure.of(FailureKind.GENERATION_FAILED, "no").withTask(task)));
        VideoTask first = submit();
        assertThat(catchThrowableOfType(VideoException.class, () -> during(first::await)))
                .isNotNull();
        assertThat(((OrderEvent.Completed) written().get(2)).failure()).contains(FailureKind.GENERATION_FAILED);
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.AUTHENTICATION, "no"));
        VideoTask second = submit();
        assertThat(catchThrowableOfType(VideoException.class, () -> during(second::await)))
                .isNotNull();
        assertThat(written()).hasSize(5);
    }

    @Test
    void an_end_that_cannot_be_recorded_withholds_no_video() throws Exception {
        refuses = entry -> entry instanceof OrderEvent.Completed || entry instanceof OrderEvent.Downloaded;
        VideoTask task = submit();
        assertThat(during(() -> task.download(Path.of("/v.mp4")))).isEqualTo(Path.of("/v.mp4"));
    }

    @Test
    void an_unconfirmed_task_of_a_callback_is_not_recorded() {
        acme.callbacks = Optional.of(new CallbackReceiverTest.Reader());
        acme.tracker = task -> failure(FailureKind.TASK_NOT_FOUND).map(none -> new TaskStatus.Queued());
        VideoClient calledBack = TestClients.calledBack(time, journal, acme);
        results(List.of(failure(FailureKind.SUBMISSION_UNKNOWN)));
        assertThat(catchThrowableOfType(VideoException.class, () -> calledBack.submit(SampleRequests.text("A kitten"))))
                .isNotNull();
        URI address = acme.submitted.get(0).callback().orElseThrow();
        calledBack.callbacks().receive(address.getPath(), Map.of(), "task=forged".getBytes(StandardCharsets.UTF_8));
        time.passAll();
        assertThat(written()).hasSize(2);
        assertThat(written().toString()).doesNotContain("forged");
    }

    @Test
    void a_recovered_order_is_recorded_as_accepted() {
        acme.callbacks = Optional.of(new CallbackReceiverTest.Reader());
        VideoClient calledBack = TestClients.calledBack(time, journal, acme);
        results(List.of(failure(FailureKind.SUBMISSION_UNKNOWN)));
        assertThat(catchThrowableOfType(VideoException.class, () -> calledBack.submit(SampleRequests.text("A kitten"))))
                .isNotNull();
        URI address = acme.submitted.get(0).callback().orElseThrow();
        calledBack.callbacks().receive(address.getPath(), Map.of(), "task=late".getBytes(StandardCharsets.UTF_8));
        time.passAll();
        OrderEvent.Created created = (OrderEvent.Created) written().get(0);
        OrderEvent.Submitted found = (OrderEvent.Submitted) written().get(2);
        assertThat(outcome()).isEqualTo(new SubmitOutcome.Indeterminate());
        assertThat(found.order()).isEqualTo(created.intent().order());
        assertThat(found.outcome()).isInstanceOf(SubmitOutcome.Accepted.class);
        assertThat(written().toString()).doesNotContain(address.getPath().replaceAll(".*/", ""));
    }

    @Test
    @Tag("fault-150")
    void a_task_of_another_order_in_the_journal_is_not_recovered() {
        failure = VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the task is another order's");
        refuses = entry -> entry instanceof OrderEvent.Submitted;

        assertThat(failed()).isEqualTo(failure);
        assertThat(acme.submitted).hasSize(1);
    }
}
