package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.tracking.SystemScheduler;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@Tag("fault-141")
class PacedCallTest {

    private static final Settings ONE_A_SECOND = TestClients.KEYS.with("acme.requests-per-minute", "60");

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final VideoClient client = TestClients.of(time, ONE_A_SECOND, Optional.empty(), acme);

    private VideoException thrownInTime(Runnable call) throws Exception {
        return time.passDuring(() -> catchThrowableOfType(VideoException.class, call::run));
    }

    @Test
    void status_and_cancel_respect_the_vendors_rate() throws Exception {
        acme.canceller = Optional.of(task -> {
            acme.polled++;
            return Either.right(new CancelOutcome(CancelOutcome.Effect.ALREADY_FINISHED, BillingStatus.UNKNOWN));
        });
        time.passDuring(() -> {
            for (int i = 0; i < 30; i++) {
                client.status(SampleRequests.task());
                client.cancel(SampleRequests.task());
            }
            return 0;
        });
        assertThat(acme.polled).isEqualTo(60);
        assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(59));
    }

    @Test
    void status_without_a_permit_in_1_minute_fails_unsent() throws Exception {
        VideoClient narrow =
                TestClients.of(time, TestClients.KEYS.with("acme.requests-per-minute", "1"), Optional.empty(), acme);
        narrow.status(SampleRequests.task());
        VideoException thrown = thrownInTime(() -> narrow.status(SampleRequests.task()));
        assertThat(thrown.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(thrown.failure().message())
                .contains("held the request back for 1 min")
                .contains("Nothing was sent");
        assertThat(thrown.task()).contains(SampleRequests.task());
        assertThat(acme.polled).isEqualTo(1);
        // the next permit comes after 61 s; time may pass while the thread wakes up
        assertThat(time.elapsed()).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(62));
    }

    @Test
    void status_during_a_long_pause_fails_immediately() {
        acme.tracker = task -> Either.left(VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("m")
                .retryAfter(Duration.ofMinutes(5))
                .build());
        var unused = catchThrowableOfType(VideoException.class, () -> client.status(SampleRequests.task()));
        VideoFailure failure = catchThrowableOfType(VideoException.class, () -> client.status(SampleRequests.task()))
                .failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failure.message())
                .contains("acme requested a pause of 5 min")
                .contains("Nothing was sent to the vendor.");
        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(5));
        assertThat(acme.polled).isEqualTo(1);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
    }

    @Test
    void orders_get_permits_before_status_calls() throws Exception {
        List<String> order = new ArrayList<>();
        acme.tracker = task -> {
            order.add("status");
            return Either.right(new TaskStatus.Running(Optional.empty()));
        };
        acme.generator = request -> {
            order.add("order");
            return Either.right(acme.ordered());
        };
        client.status(SampleRequests.task());
        CountDownLatch waiting = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            waiting.countDown();
            client.status(SampleRequests.task());
        });
        caller.start();
        waiting.await();
        while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        client.submitAll(List.of(SampleRequests.text("A kitten"), SampleRequests.text("A kitten")));
        time.passFor(caller);
        assertThat(order).containsExactly("status", "order", "order", "status");
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_permit_and_sends_nothing() {
        client.status(SampleRequests.task());
        Thread.currentThread().interrupt();
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> client.status(SampleRequests.task()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown.kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(thrown.failure().message()).contains("Nothing was sent");
        assertThat(acme.polled).isEqualTo(1);
    }

    @Test
    void status_on_a_closed_client_is_not_sent() {
        client.close();
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> client.status(SampleRequests.task()));
        assertThat(thrown.kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(acme.polled).isZero();
    }

    @Test
    void status_respects_the_maximum_of_concurrent_requests() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger max = new AtomicInteger();
        acme.tracker = task -> {
            max.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            now.decrementAndGet();
            return Either.right(new TaskStatus.Running(Optional.empty()));
        };
        try (VideoClient real = TestClients.of(
                new SystemScheduler(),
                TestClients.KEYS.with("acme.max-concurrent-requests", "2"),
                Optional.empty(),
                acme)) {
            List<CompletableFuture<TaskStatus>> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                CompletableFuture<TaskStatus> result = new CompletableFuture<>();
                all.add(result);
                new Thread(() -> result.complete(real.status(SampleRequests.task()))).start();
            }
            for (CompletableFuture<TaskStatus> each : all) {
                assertThat(each.get(20, TimeUnit.SECONDS)).isNotNull();
            }
        }
        assertThat(max.get()).isBetween(1, 2);
    }

    @Test
    void status_calls_do_not_starve_polls() throws Exception {
        AtomicInteger polls = new AtomicInteger();
        acme.tracker = task -> {
            if (task.equals(SampleRequests.task("polled"))) {
                polls.incrementAndGet();
            }
            return Either.right(new TaskStatus.Running(Optional.empty()));
        };
        var polled = client.resume(SampleRequests.task("polled")).toFuture();
        time.passDuring(() -> {
            for (int i = 0; i < 60; i++) {
                client.status(SampleRequests.task());
            }
            return 0;
        });
        assertThat(polls.get()).isGreaterThanOrEqualTo(3);
        polled.cancel(false);
    }
}
