package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.Billing;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderOutcome;
import io.github.reel4j.model.OrderRecord;
import io.github.reel4j.model.Retry;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskJournal;
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

    private final VirtualTimeline time = new VirtualTimeline();
    private final FakeProvider acme = new FakeProvider("acme", Samples.plus());
    private final List<Object> events = new ArrayList<>();
    private Predicate<OrderRecord> refuses = entry -> false;
    private VideoFailure refusal = FULL;

    private final TaskJournal journal = entry -> {
        if (refuses.test(entry)) {
            return Either.left(refusal);
        }
        events.add(entry);
        return Either.right(entry);
    };
    private final VideoClient client = Clients.journaled(time, journal, acme);

    private Generation submit() throws Exception {
        return during(() -> client.submit(Samples.text("A kitten")));
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

    private void answers(List<Either<VideoFailure, TaskRef>> answers) {
        acme.generator = request -> {
            events.add("send");
            return answers.get(Math.min(acme.submitted.size(), answers.size()) - 1);
        };
    }

    private static Either<VideoFailure, TaskRef> failure(FailureKind kind) {
        return Either.left(VideoFailure.of(kind, "so it is"));
    }

    private List<OrderRecord> written() {
        return events.stream()
                .filter(OrderRecord.class::isInstance)
                .map(OrderRecord.class::cast)
                .toList();
    }

    private OrderOutcome outcome() {
        return ((OrderRecord.Answered) written().get(1)).outcome();
    }

    @Test
    void the_intent_is_written_before_the_order_is_sent_and_the_answer_after_it() throws Exception {
        answers(List.of(Either.right(Samples.task())));
        submit();
        assertThat(events).hasSize(3);
        OrderRecord.Intended intended = (OrderRecord.Intended) events.get(0);
        OrderRecord.Answered answered = (OrderRecord.Answered) events.get(2);
        assertThat(events.get(1)).isEqualTo("send");
        assertThat(intended.at()).isEqualTo(VirtualTimeline.START);
        assertThat(intended.intent().model()).isEqualTo("plus");
        assertThat(intended.intent().digest()).isEqualTo(acme.submitted.get(0).digest());
        assertThat(intended.intent().price()).hasToString("0.085 USD");
        assertThat(answered.order()).isEqualTo(intended.intent().order());
        assertThat(answered.outcome()).isEqualTo(new OrderOutcome.Accepted(Samples.task()));
        assertThat(intended.toString()).doesNotContain("kitten");
    }

    @Test
    void an_order_that_cannot_be_written_is_not_sent() {
        refuses = entry -> true;
        VideoFailure failure = failed();
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.billing()).isEqualTo(Billing.NO);
        assertThat(failure.retry()).isEqualTo(Retry.NO);
        assertThat(failure.message()).contains("/j cannot be written", "Nothing was sent, nothing was billed.");
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void a_journal_that_throws_is_one_that_failed_and_its_words_are_not_shown() {
        VideoClient broken = Clients.journaled(
                time,
                entry -> {
                    throw new IllegalStateException("password");
                },
                acme);
        VideoException thrown =
                catchThrowableOfType(VideoException.class, () -> broken.submit(Samples.text("A kitten")));
        assertThat(thrown.failure().kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(thrown.getMessage()).contains("IllegalStateException").doesNotContain("password");
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void a_task_is_handed_over_even_if_the_journal_breaks_down_while_it_writes() throws Exception {
        refuses = entry -> {
            if (entry instanceof OrderRecord.Answered) {
                throw new StackOverflowError("password");
            }
            return false;
        };
        VideoFailure failure = failed();
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.task()).contains(Samples.task());
        assertThat(failure.message()).contains("StackOverflowError").doesNotContain("password");
    }

    @Test
    void a_task_that_cannot_be_written_is_handed_over_in_the_failure() {
        refuses = OrderRecord.Answered.class::isInstance;
        VideoFailure failure = failed();
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.task()).contains(Samples.task());
        assertThat(failure.billing()).isEqualTo(Billing.YES);
        assertThat(failure.message())
                .contains("Keep this reference", Samples.task().toString(), "no room");
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void a_refusal_that_cannot_be_written_is_told_all_the_same() {
        refuses = OrderRecord.Answered.class::isInstance;
        answers(List.of(failure(FailureKind.SUBMISSION_UNKNOWN)));
        VideoFailure failure = failed();
        assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure.message()).contains("so it is", "Nor could this be written down", "no room");
        assertThat(acme.submitted).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void what_is_not_proven_unbilled_is_written_as_unknown(FailureKind kind) {
        answers(List.of(failure(kind)));
        assertThat(failed().kind()).isEqualTo(kind);
        assertThat(written()).hasSize(2);
        assertThat(outcome())
                .isEqualTo(kind.billing() == Billing.NO ? new OrderOutcome.Refused(kind) : new OrderOutcome.Unknown());
    }

    @Test
    void all_sends_of_an_order_are_under_one_intent() throws Exception {
        answers(List.of(
                failure(FailureKind.UNREACHABLE), failure(FailureKind.UNREACHABLE), Either.right(Samples.task())));
        submit();
        assertThat(events).hasSize(5);
        assertThat(events.subList(1, 4)).containsOnly("send");
        assertThat(outcome()).isEqualTo(new OrderOutcome.Accepted(Samples.task()));
    }

    @Test
    void an_order_that_was_sent_in_vain_and_is_interrupted_is_refused() {
        acme.generator = request -> {
            Thread.currentThread().interrupt();
            return failure(FailureKind.RATE_LIMITED);
        };
        assertThat(failed().kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(outcome()).isEqualTo(new OrderOutcome.Refused(FailureKind.INTERRUPTED));
    }

    @Test
    void orders_that_wait_for_their_turn_are_written_when_it_has_come() {
        acme.generator = request -> {
            events.add("send");
            return Either.right(Samples.task("t" + acme.submitted.size()));
        };
        List<CompletableFuture<Generation>> orders =
                client.submitAll(List.of(Samples.text("one"), Samples.text("two"), Samples.text("three")));
        orders.get(1).cancel(false);
        time.passAll();
        assertThat(acme.submitted).hasSize(2);
        assertThat(events)
                .extracting(each -> each.getClass().getSimpleName())
                .containsExactly("Intended", "String", "Answered", "Intended", "String", "Answered");
    }

    @Test
    void a_queued_order_that_cannot_be_written_is_not_sent_and_holds_up_no_other() {
        AtomicBoolean full = new AtomicBoolean(true);
        refuses = entry -> full.getAndSet(false);
        List<CompletableFuture<Generation>> orders =
                client.submitAll(List.of(Samples.text("one"), Samples.text("two")));
        time.passAll();
        assertThat(orders.get(0)).isCompletedExceptionally();
        assertThat(orders.get(1)).isCompleted();
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void a_queued_order_cancelled_between_two_sends_is_refused() {
        answers(List.of(failure(FailureKind.UNREACHABLE)));
        CompletableFuture<Generation> order =
                client.submitAll(List.of(Samples.text("one"))).get(0);
        time.pass(Duration.ofMillis(1));
        order.cancel(false);
        time.passAll();
        assertThat(acme.submitted).hasSize(1);
        assertThat(outcome()).isEqualTo(new OrderOutcome.Refused(FailureKind.INTERRUPTED));
    }

    @Test
    void the_end_is_noted_once_however_many_wait_and_then_where_the_video_went() throws Exception {
        Generation generation = submit();
        during(() -> generation.await());
        during(() -> generation.download(Path.of("/videos/.part"), file -> Path.of("/videos/kitten.mp4")));
        assertThat(written().subList(2, written().size()))
                .extracting(each -> each.getClass().getSimpleName())
                .containsExactly("Ended", "Delivered");
        assertThat(((OrderRecord.Ended) written().get(2)).failure()).isEmpty();
        assertThat(((OrderRecord.Delivered) written().get(3)).file()).isEqualTo("/videos/kitten.mp4");
    }

    @Test
    void the_vendor_s_failure_is_an_end_and_a_refused_key_is_none() throws Exception {
        acme.tracker = task -> Either.right(new TaskStatus.Failed(
                VideoFailure.of(FailureKind.GENERATION_FAILED, "no").withTask(task)));
        Generation first = submit();
        assertThat(catchThrowableOfType(VideoException.class, () -> during(first::await)))
                .isNotNull();
        assertThat(((OrderRecord.Ended) written().get(2)).failure()).contains(FailureKind.GENERATION_FAILED);
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.AUTHENTICATION, "no"));
        Generation second = submit();
        assertThat(catchThrowableOfType(VideoException.class, () -> during(second::await)))
                .isNotNull();
        assertThat(written()).hasSize(5);
    }

    @Test
    void notes_that_cannot_be_written_keep_no_video_back() throws Exception {
        refuses = entry -> entry instanceof OrderRecord.Ended || entry instanceof OrderRecord.Delivered;
        Generation generation = submit();
        assertThat(during(() -> generation.download(Path.of("/v.mp4")))).isEqualTo(Path.of("/v.mp4"));
    }

    @Test
    void a_task_that_a_callback_invents_is_not_in_the_journal() {
        acme.callbacks = Optional.of(new CallbackIntakeTest.Reader());
        acme.tracker = task -> failure(FailureKind.TASK_NOT_FOUND).map(none -> new TaskStatus.Queued());
        VideoClient calledBack = Clients.calledBack(time, journal, acme);
        answers(List.of(failure(FailureKind.SUBMISSION_UNKNOWN)));
        assertThat(catchThrowableOfType(VideoException.class, () -> calledBack.submit(Samples.text("A kitten"))))
                .isNotNull();
        URI address = acme.submitted.get(0).callback().orElseThrow();
        calledBack.callbacks().receive(address.getPath(), Map.of(), "task=forged".getBytes(StandardCharsets.UTF_8));
        time.passAll();
        assertThat(written()).hasSize(2);
        assertThat(written().toString()).doesNotContain("forged");
    }

    @Test
    void an_order_of_unknown_fate_that_a_callback_finds_is_written_as_accepted() {
        acme.callbacks = Optional.of(new CallbackIntakeTest.Reader());
        VideoClient calledBack = Clients.calledBack(time, journal, acme);
        answers(List.of(failure(FailureKind.SUBMISSION_UNKNOWN)));
        assertThat(catchThrowableOfType(VideoException.class, () -> calledBack.submit(Samples.text("A kitten"))))
                .isNotNull();
        URI address = acme.submitted.get(0).callback().orElseThrow();
        calledBack.callbacks().receive(address.getPath(), Map.of(), "task=late".getBytes(StandardCharsets.UTF_8));
        time.passAll();
        OrderRecord.Intended intended = (OrderRecord.Intended) written().get(0);
        OrderRecord.Answered found = (OrderRecord.Answered) written().get(2);
        assertThat(outcome()).isEqualTo(new OrderOutcome.Unknown());
        assertThat(found.order()).isEqualTo(intended.intent().order());
        assertThat(found.outcome()).isInstanceOf(OrderOutcome.Accepted.class);
        assertThat(written().toString()).doesNotContain(address.getPath().replaceAll(".*/", ""));
    }

    @Test
    @Tag("fault-150")
    void a_task_that_the_journal_knows_as_another_order_s_is_not_this_one_s() {
        refusal = VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "the task is another order's");
        refuses = entry -> entry instanceof OrderRecord.Answered;

        assertThat(failed()).isEqualTo(refusal);
        assertThat(acme.submitted).hasSize(1);
    }
}
