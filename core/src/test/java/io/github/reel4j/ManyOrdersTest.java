package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyOrdersTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());

    /** A vendor that counts the requests of each minute and the running tasks. */
    private final class StrictVendor {

        private final int requestsPerMinute;
        private final int tasksAtOnce;
        private final Duration each;
        private final Deque<Long> lastMinute = new ArrayDeque<>();
        private final Map<String, Long> endings = new HashMap<>();
        private int requests;
        private int rejected;
        private int peak;

        StrictVendor(int requestsPerMinute, int maxConcurrentTasks, Duration each) {
            this.requestsPerMinute = requestsPerMinute;
            this.tasksAtOnce = maxConcurrentTasks;
            this.each = each;
            acme.generator = request -> submit();
            acme.tracker = this::status;
        }

        private boolean isTooMuch() {
            requests++;
            lastMinute.add(time.nanoTime());
            while (time.nanoTime() - lastMinute.element() >= MINUTE.toNanos()) {
                lastMinute.remove();
            }
            return lastMinute.size() > requestsPerMinute;
        }

        private Either<VideoFailure, TaskRef> submit() {
            long running = endings.values().stream()
                    .filter(end -> end - time.nanoTime() > 0)
                    .count();
            peak = Math.max(peak, (int) running + 1);
            if (isTooMuch() || running >= tasksAtOnce) {
                rejected++;
                return Either.left(VideoFailure.of(FailureKind.RATE_LIMITED, "too much"));
            }
            String id = "task" + endings.size();
            endings.put(id, time.nanoTime() + each.toNanos());
            return Either.right(SampleRequests.task(id));
        }

        private Either<VideoFailure, TaskStatus> status(TaskRef task) {
            if (isTooMuch()) {
                rejected++;
                return Either.left(VideoFailure.of(FailureKind.RATE_LIMITED, "too much"));
            }
            boolean finished = time.nanoTime() - endings.getOrDefault(task.id(), Long.MAX_VALUE) >= 0;
            return Either.right(
                    finished
                            ? new TaskStatus.Succeeded(SampleRequests.video())
                            : new TaskStatus.Running(Optional.empty()));
        }
    }

    private VideoClient client(int requestsPerMinute, int maxConcurrentTasks) {
        return TestClients.of(
                time,
                TestClients.KEYS
                        .with("acme.requests-per-minute", String.valueOf(requestsPerMinute))
                        .with("acme.max-concurrent-tasks", String.valueOf(maxConcurrentTasks)),
                Optional.empty(),
                acme);
    }

    private static List<GenerationRequest> kittens(int count) {
        return Collections.nCopies(count, SampleRequests.text("A kitten"));
    }

    @Test
    @Tag("fault-69")
    @Tag("long")
    void thousands_of_orders_respect_the_limits_and_none_is_lost() {
        StrictVendor vendor = new StrictVendor(10_000, 1_000, Duration.ofSeconds(4));
        VideoClient client = client(10_000, 1_000);
        List<CompletableFuture<VideoTask>> orders = client.submitAll(kittens(5_000));
        Set<String> ids = new HashSet<>();
        Duration allAccepted = passUntilDone(orders);
        orders.forEach(order -> ids.add(order.join().ref().id()));
        assertThat(vendor.rejected).isZero();
        assertThat(vendor.peak).isLessThanOrEqualTo(1_000);
        assertThat(ids).hasSize(5_000);
        assertThat(acme.submitted).hasSize(5_000);
        double allowed = 10_000 * (allAccepted.toMillis() / 60_000.0);
        assertThat(vendor.requests / allowed).isBetween(0.95, 1.0);
    }

    private Duration passUntilDone(List<? extends CompletableFuture<?>> orders) {
        while (!orders.stream().allMatch(CompletableFuture::isDone)) {
            time.pass(Duration.ofSeconds(1));
        }
        return time.elapsed();
    }

    @Test
    void a_finished_task_frees_its_permit_for_the_next_order() {
        StrictVendor vendor = new StrictVendor(10_000, 20, Duration.ofSeconds(60));
        List<CompletableFuture<VideoTask>> orders = client(10_000, 20).submitAll(kittens(100));
        passUntilDone(orders);
        assertThat(vendor.rejected).isZero();
        assertThat(vendor.peak).isEqualTo(20);
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(240), Duration.ofSeconds(320));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @Tag("fault-14")
    void orders_beyond_the_limit_are_sent_without_any_wait(int maxConcurrentTasks) {
        StrictVendor vendor = new StrictVendor(10_000, maxConcurrentTasks, Duration.ofSeconds(60));
        List<CompletableFuture<VideoTask>> orders =
                client(10_000, maxConcurrentTasks).submitAll(kittens(maxConcurrentTasks + 2));
        time.passAll();
        assertThat(orders).allMatch(order -> order.isDone() && !order.isCompletedExceptionally());
        assertThat(vendor.peak).isEqualTo(maxConcurrentTasks);
        assertThat(vendor.rejected).isZero();
    }

    @Test
    void each_order_fails_on_its_own() {
        VideoClient client = client(600, 100);
        acme.generator = request -> acme.submitted.size() == 2
                ? Either.left(VideoFailure.of(FailureKind.SUBMISSION_UNKNOWN, "lost"))
                : Either.right(acme.ordered());
        List<CompletableFuture<VideoTask>> orders = client.submitAll(List.of(
                SampleRequests.text("A kitten"),
                SampleRequests.text("far too long for the twenty characters"),
                SampleRequests.text("A kitten"),
                SampleRequests.picture().prompt("A kitten").build(),
                SampleRequests.text("A kitten")));
        assertThat(orders.get(1)).isCompletedExceptionally();
        assertThat(orders.get(3)).isCompletedExceptionally();
        time.passAll();
        assertThat(orders.get(0).join().ref()).isEqualTo(SampleRequests.task());
        assertThatThrownBy(() -> orders.get(1).join()).hasMessageContaining("INVALID_REQUEST");
        assertThatThrownBy(() -> orders.get(2).join()).hasMessageContaining("SUBMISSION_UNKNOWN");
        assertThatThrownBy(() -> orders.get(3).join()).hasMessageContaining("UNSUPPORTED");
        assertThat(orders.get(4).join().ref()).isEqualTo(SampleRequests.task("task-3"));
        assertThat(acme.submitted).hasSize(3);
    }

    @Test
    @Tag("fault-63")
    void a_duplicate_task_id_makes_the_second_order_unknown() {
        acme.generator = request -> Either.right(SampleRequests.task());
        List<CompletableFuture<VideoTask>> orders = client(600, 100).submitAll(kittens(2));
        time.passAll();
        assertThat(orders.get(0).join().ref()).isEqualTo(SampleRequests.task());
        assertThatThrownBy(() -> orders.get(1).join())
                .hasMessageContaining("SUBMISSION_UNKNOWN")
                .hasMessageContaining(SampleRequests.task().toString())
                .hasMessageContaining("Billed: unknown");
        assertThat(acme.submitted).hasSize(2);
    }

    @Test
    void an_order_cancelled_before_its_permit_is_not_sent() {
        VideoClient client = client(60, 100);
        List<CompletableFuture<VideoTask>> orders = client.submitAll(kittens(3));
        time.pass(Duration.ZERO);
        orders.get(1).cancel(true);
        time.passAll();
        assertThat(orders.get(2)).isCompleted();
        assertThat(acme.submitted).hasSize(2);
    }

    @Test
    void an_order_in_flight_cannot_be_cancelled() {
        VideoClient client = client(60, 100);
        List<Boolean> cancelled = new ArrayList<>();
        List<CompletableFuture<VideoTask>> orders = new ArrayList<>();
        acme.generator = request -> {
            cancelled.add(orders.get(0).cancel(true));
            cancelled.add(orders.get(0).completeExceptionally(new IllegalStateException("impatient")));
            return Either.right(SampleRequests.task());
        };
        orders.addAll(client.submitAll(kittens(1)));
        time.passAll();
        assertThat(cancelled).containsExactly(false, false);
        assertThat(orders.get(0).join().ref()).isEqualTo(SampleRequests.task());
    }

    @Test
    @Tag("fault-14")
    @Tag("fault-75")
    void closing_fails_the_queued_orders() {
        VideoClient client = client(60, 100);
        List<CompletableFuture<VideoTask>> orders = client.submitAll(kittens(3));
        time.pass(Duration.ZERO);
        client.close();
        time.passAll();
        assertThat(orders.get(0)).isCompleted();
        assertThatThrownBy(() -> orders.get(2).join())
                .hasMessageContaining("the client was closed before the order was accepted; nothing was ordered");
        assertThat(acme.submitted).hasSize(1);
        assertThat(client.unfinished()).containsExactly(SampleRequests.task());
    }

    @Test
    @Tag("fault-75")
    void closing_fails_an_order_that_waits_for_a_retry() {
        acme.generator = request -> Either.left(VideoFailure.of(FailureKind.UNREACHABLE, "no connection"));
        VideoClient client = client(600, 100);
        CompletableFuture<VideoTask> order = client.submitAll(kittens(1)).get(0);
        time.pass(Duration.ofMillis(500));
        assertThat(order).isNotDone();
        client.close();
        assertThat(order).isCompletedExceptionally();
        assertThatThrownBy(order::join)
                .hasMessageContaining("the client was closed before the order was accepted; nothing was ordered");
        time.passAll();
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void a_429_delays_the_order_and_the_others_by_the_pause() {
        List<Long> sentAt = new ArrayList<>();
        acme.generator = request -> {
            sentAt.add(time.elapsed().toSeconds());
            return sentAt.size() == 1
                    ? Either.left(VideoFailure.builder()
                            .kind(FailureKind.RATE_LIMITED)
                            .message("m")
                            .retryAfter(Duration.ofSeconds(30))
                            .build())
                    : Either.right(acme.ordered());
        };
        List<CompletableFuture<VideoTask>> orders = client(60, 100).submitAll(kittens(2));
        time.passAll();
        assertThat(orders).allMatch(order -> order.isDone() && !order.isCompletedExceptionally());
        assertThat(sentAt).containsExactly(0L, 30L, 31L);
    }

    @Test
    void an_invalid_limit_is_reported_when_the_client_is_built() {
        assertThatThrownBy(() -> VideoClient.builder()
                        .settings(TestClients.KEYS.with("acme.max-concurrent-tasks", "many"))
                        .providers(acme.found().factory())
                        .build())
                .isInstanceOf(VideoException.class)
                .hasMessageContaining("acme.max-concurrent-tasks = 'many'")
                .hasMessageContaining("a whole number from 1 to 1000000000");
    }
}
