package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.AdmissionResult;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.JournalAdmissionRule;
import io.github.reel4j.model.KeyedOrder;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders with a key, over a real file journal in virtual time. */
@Timeout(60)
class KeyedOrderTest {

    private static final OrderKey KEY = OrderKey.of("invoice-4711");

    @TempDir
    private Path folder;

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final FakeProvider zeta = new FakeProvider("zeta", SampleRequests.plus());

    private Path file() {
        return folder.resolve("orders.journal");
    }

    /** Returns a client as a new process would create it. */
    private VideoClient client() {
        return TestClients.journaled(time, FileJournal.at(file()), acme);
    }

    private VideoTask submit(VideoClient client, String prompt) throws Exception {
        try {
            return time.passDuring(() -> client.submit(SampleRequests.text(prompt), KEY));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof VideoException thrown ? thrown : e;
        }
    }

    private VideoFailure failed(VideoClient client, String prompt) {
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> submit(client, prompt));
        assertThat(thrown).as("a VideoException").isNotNull();
        return thrown.failure();
    }

    private static Either<VideoFailure, TaskRef> failure(FailureKind kind) {
        return Either.left(VideoFailure.of(kind, "so it is"));
    }

    private List<OrderSummary> orders() {
        return FileJournal.at(file()).read().get().orders();
    }

    private OrderId order() {
        return orders().get(0).intent().orElseThrow().order();
    }

    @Test
    @Tag("fault-77")
    @Tag("fault-198")
    void a_used_key_returns_its_task_and_sends_nothing() throws Exception {
        VideoClient client = client();
        TaskRef task = submit(client, "A kitten").ref();
        assertThat(submit(client, "A kitten").ref()).isEqualTo(task);
        VideoTask later = submit(client(), "A kitten");
        assertThat(later.ref()).isEqualTo(task);
        assertThat(time.passDuring(later::await).task())
                .isEqualTo(SampleRequests.video().task());
        assertThat(submit(client(), "A kitten").ref()).isEqualTo(task);
        assertThat(acme.submitted).hasSize(1);
        assertThat(orders()).hasSize(1);
        assertThat(orders().get(0).key()).contains(KEY);
    }

    @Test
    @Tag("fault-202")
    void another_request_under_a_used_key_is_a_conflict() throws Exception {
        submit(client(), "A kitten");
        VideoFailure failure = failed(client(), "A puppy");
        assertThat(failure.kind()).isEqualTo(FailureKind.ORDER_KEY_CONFLICT);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.message()).contains("'invoice-4711'", "Nothing was sent, nothing was billed.");
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    @Tag("fault-201")
    void a_rejected_order_may_be_ordered_again() throws Exception {
        acme.generator = request -> failure(FailureKind.FORBIDDEN);
        assertThat(failed(client(), "A kitten").kind()).isEqualTo(FailureKind.FORBIDDEN);
        acme.generator = request -> Either.right(SampleRequests.task());
        assertThat(submit(client(), "A better kitten").ref()).isEqualTo(SampleRequests.task());
        assertThat(acme.submitted).hasSize(2);
        assertThat(orders()).extracting(OrderSummary::state).containsExactly(OrderState.REJECTED, OrderState.RUNNING);
    }

    @Test
    @Tag("fault-199")
    void an_unknown_order_is_not_sent_again_until_resolved() throws Exception {
        acme.generator = request -> failure(FailureKind.SUBMISSION_UNKNOWN);
        VideoClient client = client();
        assertThat(failed(client, "A kitten").message()).contains("so it is");
        for (VideoClient each : List.of(client, client())) {
            VideoFailure failure = failed(each, "A kitten");
            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.message())
                    .contains("unknown whether the vendor accepted it", "reel resolve " + order(), "sent nothing");
        }
        assertThat(failed(client, "A puppy").kind()).isEqualTo(FailureKind.ORDER_KEY_CONFLICT);
        assertThat(acme.submitted).hasSize(1);

        FileJournal.at(file())
                .resolve(new OrderEvent.Resolved(VirtualScheduler.START, order(), Optional.empty(), "Ann"))
                .get();
        acme.generator = request -> Either.right(SampleRequests.task());
        assertThat(submit(client, "A kitten").ref()).isEqualTo(SampleRequests.task());
    }

    @Test
    @Tag("fault-200")
    void a_crash_before_the_result_leaves_the_key_unknown() throws Exception {
        FileJournal journal = FileJournal.at(file());
        acme.generator = request -> {
            VideoFailure failure = failed(client(), "A kitten"); // another process, while this one sends
            assertThat(failure.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
            assertThat(failure.message()).contains("is being sent to acme by another client or process");
            return Either.right(SampleRequests.task());
        };
        VideoClient client = TestClients.journaled(time, journal, acme);
        assertThat(client.submit(SampleRequests.text("A kitten"), KEY).ref()).isEqualTo(SampleRequests.task());
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    @Tag("fault-199")
    void a_resolved_task_is_returned() throws Exception {
        acme.generator = request -> failure(FailureKind.SUBMISSION_UNKNOWN);
        failed(client(), "A kitten");
        TaskRef found = orders().get(0).intent().orElseThrow().task("found", VirtualScheduler.START);
        FileJournal.at(file())
                .resolve(new OrderEvent.Resolved(VirtualScheduler.START, order(), Optional.of(found), "Ann"))
                .get();
        assertThat(submit(client(), "A kitten").ref()).isEqualTo(found);
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    @Tag("fault-199")
    void a_callback_that_finds_the_order_gives_the_key_its_task() throws Exception {
        acme.callbacks = Optional.of(new CallbackReceiverTest.Reader());
        acme.generator = request -> failure(FailureKind.SUBMISSION_UNKNOWN);
        VideoClient client = TestClients.calledBack(time, FileJournal.at(file()), acme);
        failed(client, "A kitten");
        URI address = acme.submitted.get(0).callback().orElseThrow();
        client.callbacks().receive(address.getPath(), Map.of(), "task=late".getBytes(StandardCharsets.UTF_8));
        time.passAll();
        assertThat(submit(client(), "A kitten").ref().id()).isEqualTo("late");
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void a_fallback_is_an_order_of_its_own_under_the_key() throws Exception {
        Settings both = TestClients.KEYS.with("reel4j.provider", "acme,zeta");
        acme.generator = request -> failure(FailureKind.INSUFFICIENT_BALANCE);
        zeta.generator = request -> Either.right(new TaskRef(
                request.provider(), request.operation(), "video", "z1", request.fingerprint(), VirtualScheduler.START));
        TaskRef task = submit(TestClients.journaled(time, both, FileJournal.at(file()), acme, zeta), "A kitten")
                .ref();
        assertThat(orders())
                .extracting(OrderSummary::state, OrderSummary::key)
                .containsExactly(
                        tuple(OrderState.REJECTED, Optional.of(KEY)), tuple(OrderState.RUNNING, Optional.of(KEY)));
        assertThat(submit(TestClients.journaled(time, both, FileJournal.at(file()), acme, zeta), "A kitten")
                        .ref())
                .isEqualTo(task);
        assertThat(acme.submitted).hasSize(1);
        assertThat(zeta.submitted).hasSize(1);
    }

    @Test
    @Tag("fault-203")
    void a_lost_race_between_lookup_and_send_sends_nothing() throws Exception {
        FileJournal shared = FileJournal.at(file());
        VideoClient winner = client();
        RacingJournal journal = new RacingJournal(shared, () -> winner.submit(SampleRequests.text("A kitten"), KEY));
        VideoTask task = submit(TestClients.journaled(time, journal, acme), "A kitten");
        assertThat(task.ref()).isEqualTo(SampleRequests.task());
        assertThat(acme.submitted).hasSize(1);

        RacingJournal other = new RacingJournal(
                FileJournal.at(folder.resolve("other.journal")),
                () -> TestClients.journaled(time, FileJournal.at(folder.resolve("other.journal")), acme)
                        .submit(SampleRequests.text("A kitten"), KEY));
        assertThat(failed(TestClients.journaled(time, other, acme), "A puppy").kind())
                .isEqualTo(FailureKind.ORDER_KEY_CONFLICT);
        assertThat(acme.submitted).hasSize(2);
    }

    /** A file journal, some of whose methods a subclass replaces. */
    private static class ForwardingJournal implements OrderJournal {
        private final FileJournal journal;

        ForwardingJournal(FileJournal journal) {
            this.journal = journal;
        }

        @Override
        public Either<VideoFailure, OrderEvent> append(OrderEvent entry) {
            return journal.append(entry);
        }

        @Override
        public Either<VideoFailure, AdmissionResult> admit(
                OrderEvent.Created created, List<JournalAdmissionRule> rules) {
            return journal.admit(created, rules);
        }

        @Override
        public Either<VideoFailure, Optional<KeyedOrder>> findByKey(OrderKey key) {
            return journal.findByKey(key);
        }
    }

    @Test
    @Tag("fault-85")
    void an_order_written_by_a_failing_journal_frees_its_key() throws Exception {
        OrderJournal failing = new ForwardingJournal(FileJournal.at(file())) {
            @Override
            public Either<VideoFailure, AdmissionResult> admit(
                    OrderEvent.Created created, List<JournalAdmissionRule> rules) {
                return super.admit(created, rules)
                        .flatMap(written -> Either.left(VideoFailure.of(FailureKind.JOURNAL_FAILED, "no answer")));
            }
        };

        VideoFailure failure = failed(TestClients.journaled(time, failing, acme), "A kitten");

        assertThat(failure.message()).contains("no answer", "Nothing was sent, nothing was billed");
        assertThat(orders()).extracting(OrderSummary::state).containsExactly(OrderState.REJECTED);
        assertThat(submit(client(), "A kitten").ref()).isEqualTo(SampleRequests.task());
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    @Tag("fault-85")
    void a_rejection_that_is_not_recorded_prevents_the_fallback() {
        OrderJournal failing = new ForwardingJournal(FileJournal.at(file())) {
            @Override
            public Either<VideoFailure, OrderEvent> append(OrderEvent entry) {
                return Either.left(VideoFailure.of(FailureKind.JOURNAL_FAILED, "the disk is full"));
            }
        };
        Settings both = TestClients.KEYS.with("reel4j.provider", "acme,zeta");
        acme.generator = request -> failure(FailureKind.INSUFFICIENT_BALANCE);

        VideoFailure failure = failed(TestClients.journaled(time, both, failing, acme, zeta), "A kitten");

        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.message())
                .contains("INSUFFICIENT_BALANCE", "the disk is full", "reel resolve " + order() + " --not-accepted");
        assertThat(zeta.submitted).isEmpty();
    }

    /** Lets another process use the key between the lookup and the admission. */
    private static final class RacingJournal extends ForwardingJournal {
        private final Runnable rival;

        RacingJournal(FileJournal journal, Runnable rival) {
            super(journal);
            this.rival = rival;
        }

        @Override
        public Either<VideoFailure, AdmissionResult> admit(
                OrderEvent.Created created, List<JournalAdmissionRule> rules) {
            rival.run();
            return super.admit(created, rules);
        }
    }

    @Test
    @Tag("fault-203")
    void threads_with_one_key_get_the_task_of_the_first() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch respond = new CountDownLatch(1);
        acme.generator = request -> {
            sending.countDown();
            await(respond);
            return Either.right(SampleRequests.task());
        };
        VideoClient client = client();
        FutureTask<VideoTask> first = start(client, "A kitten");
        await(sending);
        List<FutureTask<VideoTask>> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            others.add(start(client, "A kitten"));
        }
        CompletableFuture<VideoTask> joined = client.submitAsync(SampleRequests.text("A kitten"), KEY);
        CompletableFuture<VideoTask> conflicting = client.submitAsync(SampleRequests.text("A puppy"), KEY);
        assertThat(conflicting).isCompletedExceptionally();
        assertThat(joined).isNotDone();
        assertThat(joined.cancel(false)).isTrue();
        respond.countDown();
        assertThat(first.get().ref()).isEqualTo(SampleRequests.task());
        for (FutureTask<VideoTask> other : others) {
            assertThat(other.get().ref()).isEqualTo(SampleRequests.task());
        }
        assertThat(acme.submitted).hasSize(1);
    }

    private static FutureTask<VideoTask> start(VideoClient client, String prompt) {
        FutureTask<VideoTask> task = new FutureTask<>(() -> client.submit(SampleRequests.text(prompt), KEY));
        new Thread(task).start();
        return task;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Tag("fault-203")
    void async_orders_with_one_key_are_sent_once() throws Exception {
        VideoClient client = client();
        List<CompletableFuture<VideoTask>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(client.submitAsync(SampleRequests.text("A kitten"), KEY));
        }
        time.passAll();
        for (CompletableFuture<VideoTask> each : all) {
            assertThat(each.get().ref()).isEqualTo(SampleRequests.task());
        }
        CompletableFuture<VideoTask> later = client().submitAsync(SampleRequests.text("A kitten"), KEY);
        time.passAll();
        assertThat(later.get().ref()).isEqualTo(SampleRequests.task());
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    @Tag("fault-201")
    void a_cancelled_async_order_frees_its_key() throws Exception {
        VideoClient client = client();
        CompletableFuture<VideoTask> cancelled = client.submitAsync(SampleRequests.text("A kitten"), KEY);
        CompletableFuture<VideoTask> joined = client.submitAsync(SampleRequests.text("A kitten"), KEY);
        assertThat(cancelled.cancel(false)).isTrue();
        time.passAll();
        assertThat(acme.submitted).isEmpty();
        assertThat(joined).isCompletedExceptionally();
        assertThat(submit(client, "A kitten").ref()).isEqualTo(SampleRequests.task());
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    @Tag("fault-201")
    void a_cancelled_retry_keeps_its_key_until_it_has_ended() throws Exception {
        acme.generator = request -> Either.left(VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("busy")
                .retryAfter(Duration.ofMinutes(5))
                .build());
        VideoClient client = client();
        CompletableFuture<VideoTask> cancelled = client.submitAsync(SampleRequests.text("A kitten"), KEY);
        time.pass(Duration.ofSeconds(10));
        assertThat(acme.submitted).hasSize(1);
        assertThat(cancelled.cancel(false)).isTrue();
        VideoFailure joined = failed(client, "A kitten");
        assertThat(joined.kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(joined.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        acme.generator = request -> Either.right(SampleRequests.task());
        assertThat(submit(client, "A kitten").ref()).isEqualTo(SampleRequests.task());
    }

    @Test
    @Tag("fault-225")
    void an_async_order_of_a_closed_client_fails() {
        VideoClient client = client();
        client.close();
        time.close();
        CompletableFuture<VideoTask> order = client.submitAsync(SampleRequests.text("A kitten"), KEY);
        assertThat(order).failsWithin(Duration.ofSeconds(30));
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    @Tag("fault-206")
    void a_key_needs_a_journal_that_keeps_it() {
        VideoFailure none = failed(TestClients.of(time, acme), "A kitten");
        assertThat(none.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(none.message()).contains("this client has no journal", "FileJournal.at", "Nothing was sent");
        VideoFailure simple = failed(TestClients.journaled(time, Either::right, acme), "A kitten");
        assertThat(simple.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(simple.message()).contains("does not implement OrderJournal.admit", "Nothing was sent");
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    @Tag("fault-204")
    void a_journal_that_cannot_be_read_stops_the_order() throws IOException {
        Files.writeString(file(), "something else\n");
        VideoFailure failure = failed(client(), "A kitten");
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.message()).contains("'invoice-4711' could not be looked up", "Nothing was sent");
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    @Tag("fault-198")
    void find_returns_the_task_and_sends_nothing() throws Exception {
        TextToVideoRequest request = SampleRequests.text("A kitten");
        assertThat(client().find(request, KEY)).isEmpty();
        TaskRef task = submit(client(), "A kitten").ref();
        assertThat(client().find(request, KEY).map(VideoTask::ref)).contains(task);
        assertThat(catchThrowableOfType(VideoException.class, () -> client().find(SampleRequests.text("A puppy"), KEY))
                        .kind())
                .isEqualTo(FailureKind.ORDER_KEY_CONFLICT);
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void the_journal_holds_the_key_and_no_prompt() throws Exception {
        submit(client(), "moonlight");
        assertThat(Files.readString(file()))
                .contains("key=invoice-4711", "request=")
                .doesNotContain("moonlight");
    }
}
