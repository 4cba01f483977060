package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.tracking.SystemScheduler;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link VideoClient#cancelAsync}. */
@Timeout(60)
class AsyncCancelTest {

    private static final CancelOutcome STOPPED =
            new CancelOutcome(CancelOutcome.Effect.CANCELLED, BillingStatus.NOT_BILLED);
    private static final Settings ONE_PER_SECOND = TestClients.KEYS.with("acme.requests-per-minute", "60");
    private static final Settings ONE_PER_MINUTE = TestClients.KEYS.with("acme.requests-per-minute", "1");

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final List<TaskRef> sent = new CopyOnWriteArrayList<>();
    private final VideoClient client = TestClients.of(time, ONE_PER_SECOND, Optional.empty(), acme);

    @BeforeEach
    void allowCancelling() {
        acme.canceller = Optional.of(task -> {
            sent.add(task);
            return Either.right(STOPPED);
        });
    }

    private static VideoException failure(CompletableFuture<?> future) {
        Throwable cause =
                catchThrowableOfType(CompletionException.class, future::join).getCause();
        return Objects.requireNonNull((VideoException) cause);
    }

    @Test
    void the_request_is_sent_once_and_returns_the_outcome() {
        CompletableFuture<CancelOutcome> cancel = client.cancelAsync(SampleRequests.task());
        time.pass(Duration.ofSeconds(1));
        assertThat(cancel).isCompletedWithValue(STOPPED);
        assertThat(sent).containsExactly(SampleRequests.task());
        time.pass(Duration.ofMinutes(2));
        assertThat(time.pending()).isZero();
    }

    @Test
    void requests_respect_the_vendors_rate() {
        List<CompletableFuture<CancelOutcome>> all = IntStream.range(0, 10)
                .mapToObj(i -> client.cancelAsync(SampleRequests.task("task-" + i)))
                .toList();
        time.pass(Duration.ofSeconds(4));
        assertThat(sent).hasSizeBetween(3, 6);
        time.pass(Duration.ofSeconds(10));
        assertThat(all).allMatch(CompletableFuture::isDone);
        assertThat(sent).hasSize(10);
    }

    @Test
    void a_vendor_without_cancel_fails_the_future() {
        acme.canceller = Optional.empty();
        VideoClient without = TestClients.of(time, acme);
        VideoException failed = failure(without.cancelAsync(SampleRequests.task()));
        assertThat(failed.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failed.task()).contains(SampleRequests.task());
    }

    @Test
    @Tag("fault-227")
    void a_request_cancelled_before_its_permit_is_not_sent() {
        var unused = client.cancelAsync(SampleRequests.task("first"));
        CompletableFuture<CancelOutcome> second = client.cancelAsync(SampleRequests.task("second"));
        CompletableFuture<CancelOutcome> third = client.cancelAsync(SampleRequests.task("third"));
        assertThat(second.cancel(true)).isTrue();
        time.pass(Duration.ofMillis(1500));
        assertThat(third).isCompletedWithValue(STOPPED); // the second has left the queue
        assertThat(sent).extracting(TaskRef::id).containsExactly("first", "third");
    }

    @Test
    @Tag("fault-227")
    void a_request_cancelled_before_its_worker_starts_is_not_sent() {
        CompletableFuture<CancelOutcome> cancel = client.cancelAsync(SampleRequests.task());
        assertThat(cancel.cancel(true)).isTrue();
        CompletableFuture<CancelOutcome> next = client.cancelAsync(SampleRequests.task("next"));
        time.pass(Duration.ofSeconds(2));
        assertThat(sent).extracting(TaskRef::id).containsExactly("next");
        assertThat(next).isCompletedWithValue(STOPPED);
    }

    @Test
    @Tag("fault-227")
    void while_the_request_is_sent_only_its_result_counts() {
        AtomicReference<CompletableFuture<CancelOutcome>> contested = new AtomicReference<>();
        acme.canceller = Optional.of(task -> {
            assertThat(Objects.requireNonNull(contested.get()).cancel(true)).isFalse();
            return Either.right(STOPPED);
        });
        contested.set(client.cancelAsync(SampleRequests.task()));
        time.pass(Duration.ofSeconds(1));
        assertThat(contested.get()).isCompletedWithValue(STOPPED);
    }

    @Test
    void without_a_permit_in_1_minute_it_fails_unsent() {
        VideoClient narrow = TestClients.of(time, ONE_PER_MINUTE, Optional.empty(), acme);
        var unused = narrow.cancelAsync(SampleRequests.task("first"));
        CompletableFuture<CancelOutcome> second = narrow.cancelAsync(SampleRequests.task("second"));
        time.pass(Duration.ofMinutes(5));
        assertThat(failure(second).kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failure(second).getMessage()).contains("Nothing was sent");
        assertThat(failure(second).task()).contains(SampleRequests.task("second"));
        assertThat(sent).extracting(TaskRef::id).containsExactly("first");
    }

    @Test
    @Tag("fault-225")
    void closing_the_client_fails_requests_that_wait() {
        var unused = client.cancelAsync(SampleRequests.task("first"));
        CompletableFuture<CancelOutcome> second = client.cancelAsync(SampleRequests.task("second"));
        client.close();
        assertThat(failure(second).kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(failure(client.cancelAsync(SampleRequests.task())).kind()).isEqualTo(FailureKind.INTERRUPTED);
    }

    @Test
    @Tag("fault-226")
    void waiting_behind_a_pause_blocks_no_thread() {
        acme.canceller = Optional.of(task -> {
            sent.add(task);
            return Either.left(VideoFailure.builder()
                    .kind(FailureKind.RATE_LIMITED)
                    .message("acme wants a pause")
                    .retryAfter(Duration.ofSeconds(50))
                    .build());
        });
        try (VideoClient real = TestClients.of(new SystemScheduler(), acme)) {
            assertThat(failure(real.cancelAsync(SampleRequests.task())).kind()).isEqualTo(FailureKind.RATE_LIMITED);
            int before = Thread.activeCount();
            List<CompletableFuture<CancelOutcome>> all = IntStream.range(0, 1000)
                    .mapToObj(i -> real.cancelAsync(SampleRequests.task("task-" + i)))
                    .toList();
            assertThat(Thread.activeCount() - before).isLessThan(20);
            assertThat(all).noneMatch(CompletableFuture::isDone);
            assertThat(sent).hasSize(1);
        }
    }
}
