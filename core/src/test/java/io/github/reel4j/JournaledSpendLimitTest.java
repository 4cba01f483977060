package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The spend limit of clients that share a journal. */
@Timeout(120)
class JournaledSpendLimitTest {

    private static final Duration DAY = SpendLimitTest.DAY;

    private final AtomicInteger tasks = new AtomicInteger();
    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = SpendLimitTest.vendor("acme", SpendLimitTest.known("0.50"));

    @TempDir
    private Path folder;

    JournaledSpendLimitTest() {
        acme.generator = request -> Either.right(SampleRequests.task("task-" + tasks.incrementAndGet()));
    }

    private FileJournal journal() {
        return FileJournal.at(folder.resolve("orders.journal"));
    }

    private VideoClient client(String usd) {
        return SpendLimitTest.builder(time, acme)
                .journal(journal())
                .maxSpend(Money.usd(usd), DAY)
                .build();
    }

    private static GenerationRequest request() {
        return SampleRequests.text("A kitten");
    }

    private static VideoFailure failure(VideoClient client) {
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> client.submit(request()));
        assertThat(thrown).as("a VideoException").isNotNull();
        return thrown.failure();
    }

    @Test
    @Tag("fault-209")
    void the_limit_holds_after_a_restart() {
        client("1.00").submit(request());
        time.pass(Duration.ofHours(1));
        client("1.00").submit(request());
        VideoFailure failure = failure(client("1.00"));

        assertThat(failure.kind()).isEqualTo(FailureKind.OVER_BUDGET);
        assertThat(failure.retryAfter()).contains(Duration.ofHours(23));
        assertThat(failure.message())
                .contains("the orders of the last 1 d may cost 1.00 USD", "from 2026-11-21T08:31:02Z on, in 23 h")
                .endsWith("Nothing was sent, nothing was billed.");
        assertThat(acme.submitted).hasSize(2);
        time.pass(Duration.ofHours(23));
        client("1.00").submit(request());
        assertThat(acme.submitted).hasSize(3);
    }

    @Test
    void a_refused_order_leaves_no_trace_and_frees_its_permits() {
        VideoClient client = client("0.50");
        client.submit(request());
        for (int i = 0; i < 50; i++) {
            assertThat(failure(client).kind()).isEqualTo(FailureKind.OVER_BUDGET);
        }
        assertThat(journal().readAll().get().orders()).hasSize(1);
        time.pass(DAY);
        client.submit(request());
        assertThat(acme.submitted).hasSize(2);
    }

    @Test
    @Tag("fault-210")
    void a_resolved_order_gives_its_room_back() {
        acme.generator = request -> Either.left(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "so it is"));
        VideoClient client = client("0.50");
        assertThat(failure(client).kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(failure(client).kind()).isEqualTo(FailureKind.OVER_BUDGET);
        journal()
                .resolve(new OrderEvent.Resolved(
                        time.now(),
                        journal()
                                .readAll()
                                .get()
                                .orders()
                                .get(0)
                                .intent()
                                .orElseThrow()
                                .order(),
                        Optional.empty(),
                        "Ann"))
                .get();
        assertThat(failure(client).kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
    }

    @Test
    @Tag("fault-210")
    void a_rejected_order_gives_its_room_back() {
        acme.generator = request -> Either.left(VideoFailure.of(FailureKind.INSUFFICIENT_BALANCE, "so it is"));
        VideoClient client = client("0.50");
        assertThat(failure(client).kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
        assertThat(failure(client).kind()).isEqualTo(FailureKind.INSUFFICIENT_BALANCE);
    }

    @Test
    void quotes_count_the_orders_of_the_journal() {
        VideoClient client = client("0.50");
        assertThat(client.quotes(request()).get(0).disposition()).isEqualTo(Quote.Disposition.ELIGIBLE);
        client("0.50").submit(request());
        assertThat(client.quotes(request()).get(0).failure().map(VideoFailure::kind))
                .contains(FailureKind.OVER_BUDGET);
        assertThat(journal().readAll().get().orders()).hasSize(1);
    }

    @Test
    @Tag("fault-214")
    void a_journal_that_cannot_check_the_limit_sends_nothing() {
        OrderJournal journal = Either::right;
        VideoClient client = SpendLimitTest.builder(time, acme)
                .journal(journal)
                .maxSpend(Money.usd("5"), DAY)
                .build();
        VideoFailure failure = failure(client);
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure.message()).contains("a spend limit needs a journal that can check it", "Nothing was sent");
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    @Tag("fault-208")
    void queued_orders_cannot_exceed_the_limit_together() {
        List<CompletableFuture<VideoTask>> futures = client("5.00").submitAll(Collections.nCopies(200, request()));
        time.passAll();
        assertThat(acme.submitted).hasSize(10);
        assertThat(futures.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSize(190);
    }

    @Test
    @Tag("fault-208")
    void concurrent_orders_cannot_exceed_the_limit_together() throws Exception {
        assertThat(SpendLimitTest.sentConcurrently(builder -> builder.journal(journal())))
                .isEqualTo(10);
    }

    @Test
    @Tag("fault-208")
    void clients_on_one_journal_cannot_exceed_the_limit_together() throws Exception {
        FutureTask<Integer> other =
                new FutureTask<>(() -> SpendLimitTest.sentConcurrently(builder -> builder.journal(journal())));
        new Thread(other).start();
        int sent = SpendLimitTest.sentConcurrently(builder -> builder.journal(journal()));
        assertThat(sent + other.get()).isEqualTo(10);
    }
}
