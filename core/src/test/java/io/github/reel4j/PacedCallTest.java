package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.Billing;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.tracking.SystemTimeline;
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

    private static final Settings ONE_A_SECOND = Clients.KEYS.with("acme.requests-per-minute", "60");

    private final VirtualTimeline time = new VirtualTimeline();
    private final FakeProvider acme = new FakeProvider("acme", Samples.plus());
    private final VideoClient client = Clients.of(time, ONE_A_SECOND, Optional.empty(), acme);

    private VideoException thrownInTime(Runnable call) throws Exception {
        return time.passDuring(() -> catchThrowableOfType(VideoException.class, call::run));
    }

    @Test
    void questions_and_cancels_keep_to_the_rate_of_the_vendor() throws Exception {
        acme.canceller = Optional.of(task -> {
            acme.asked++;
            return Either.right(new CancelOutcome(CancelOutcome.Effect.TOO_LATE, Billing.MAYBE));
        });
        time.passDuring(() -> {
            for (int i = 0; i < 30; i++) {
                client.status(Samples.task());
                client.cancel(Samples.task());
            }
            return 0;
        });
        assertThat(acme.asked).isEqualTo(60);
        assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(59));
    }

    @Test
    void a_question_without_a_turn_in_a_minute_is_not_asked_and_says_so() throws Exception {
        VideoClient narrow =
                Clients.of(time, Clients.KEYS.with("acme.requests-per-minute", "1"), Optional.empty(), acme);
        narrow.status(Samples.task());
        VideoException thrown = thrownInTime(() -> narrow.status(Samples.task()));
        assertThat(thrown.failure().kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(thrown.failure().message()).contains("within 1 min").contains("nothing was sent");
        assertThat(thrown.task()).contains(Samples.task());
        assertThat(acme.asked).isEqualTo(1);
        // the next permit comes after 61 s; time may pass while the thread wakes up
        assertThat(time.elapsed()).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(62));
    }

    @Test
    void a_question_in_a_long_pause_fails_at_once_and_names_it() {
        acme.tracker = task -> Either.left(VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("m")
                .retryAfter(Duration.ofMinutes(5))
                .build());
        var unused = catchThrowableOfType(VideoException.class, () -> client.status(Samples.task()));
        VideoFailure failure = catchThrowableOfType(VideoException.class, () -> client.status(Samples.task()))
                .failure();
        assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failure.message())
                .contains("acme asked for a pause of 5 min")
                .contains("was not asked");
        assertThat(failure.retryAfter()).contains(Duration.ofMinutes(5));
        assertThat(acme.asked).isEqualTo(1);
        assertThat(failure.billing()).isEqualTo(Billing.MAYBE);
    }

    @Test
    void orders_go_before_questions_that_wait() throws Exception {
        List<String> order = new ArrayList<>();
        acme.tracker = task -> {
            order.add("question");
            return Either.right(new TaskStatus.Running(Optional.empty()));
        };
        acme.generator = request -> {
            order.add("order");
            return Either.right(acme.ordered());
        };
        client.status(Samples.task());
        CountDownLatch waiting = new CountDownLatch(1);
        Thread asker = new Thread(() -> {
            waiting.countDown();
            client.status(Samples.task());
        });
        asker.start();
        waiting.await();
        while (asker.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        client.submitAll(List.of(Samples.text("A kitten"), Samples.text("A kitten")));
        time.passFor(asker);
        assertThat(order).containsExactly("question", "order", "order", "question");
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_turn_and_nothing_is_sent() {
        client.status(Samples.task());
        Thread.currentThread().interrupt();
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> client.status(Samples.task()));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown.failure().kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(thrown.failure().message()).contains("nothing was sent");
        assertThat(acme.asked).isEqualTo(1);
    }

    @Test
    void a_question_to_a_closed_client_is_not_sent() {
        client.close();
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> client.status(Samples.task()));
        assertThat(thrown.failure().kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(acme.asked).isZero();
    }

    @Test
    void questions_keep_to_the_calls_that_may_be_made_at_once() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        acme.tracker = task -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            now.decrementAndGet();
            return Either.right(new TaskStatus.Running(Optional.empty()));
        };
        try (VideoClient real = Clients.of(
                new SystemTimeline(), Clients.KEYS.with("acme.calls-at-once", "2"), Optional.empty(), acme)) {
            List<CompletableFuture<TaskStatus>> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                CompletableFuture<TaskStatus> answer = new CompletableFuture<>();
                all.add(answer);
                new Thread(() -> answer.complete(real.status(Samples.task()))).start();
            }
            for (CompletableFuture<TaskStatus> each : all) {
                assertThat(each.get(20, TimeUnit.SECONDS)).isNotNull();
            }
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void polls_are_not_starved_by_questions() throws Exception {
        AtomicInteger polls = new AtomicInteger();
        acme.tracker = task -> {
            if (task.equals(Samples.task("polled"))) {
                polls.incrementAndGet();
            }
            return Either.right(new TaskStatus.Running(Optional.empty()));
        };
        var polled = client.resume(Samples.task("polled")).toFuture();
        time.passDuring(() -> {
            for (int i = 0; i < 60; i++) {
                client.status(Samples.task());
            }
            return 0;
        });
        assertThat(polls.get()).isGreaterThanOrEqualTo(3);
        polled.cancel(false);
    }
}
