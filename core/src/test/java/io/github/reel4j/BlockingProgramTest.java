package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.PendingTask;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.tracking.SystemScheduler;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code of the program blocks wherever the client calls it, and delays nothing else. */
@Timeout(60)
@Tag("fault-139")
class BlockingProgramTest {

    private final CountDownLatch freed = new CountDownLatch(1);
    private final Thread tester = Thread.currentThread();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());

    @AfterEach
    void free() {
        freed.countDown();
    }

    /** Runs on its own thread, because a dependent of a completed future runs on the thread that adds it. */
    private void block() {
        boolean waits = Thread.currentThread() != tester;
        while (waits) {
            try {
                freed.await();
                waits = false;
            } catch (InterruptedException e) {
                // such code exists
            }
        }
    }

    private static Either<VideoFailure, TaskStatus> running() {
        return Either.right(new TaskStatus.Running(Optional.empty()));
    }

    private VideoClient client() {
        return TestClients.of(new SystemScheduler(), acme);
    }

    private static void close(VideoClient client) throws Exception {
        CompletableFuture.runAsync(client::close).get(15, TimeUnit.SECONDS);
    }

    private static CompletableFuture<GeneratedVideo> awaited(VideoTask task, Duration timeout) {
        CompletableFuture<GeneratedVideo> result = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        result.complete(task.await(timeout));
                    } catch (VideoException e) {
                        result.completeExceptionally(e);
                    }
                })
                .start();
        return result;
    }

    @Test
    void a_blocking_dependent_of_a_video_delays_no_other_wait() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        acme.tracker = task ->
                mayEnd.getCount() > 0 ? running() : Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
        VideoClient client = client();
        VideoTask generation = client.resume(SampleRequests.task());
        for (int i = 0; i < 10; i++) {
            var unused = generation.toFuture().thenRun(() -> {
                started.countDown();
                block();
            });
        }
        CompletableFuture<GeneratedVideo> other = awaited(generation, Duration.ofSeconds(40));
        mayEnd.countDown();
        assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(SampleRequests.video());
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        close(client);
    }

    @Test
    void a_blocking_dependent_does_not_keep_the_client_open() throws Exception {
        acme.tracker = task -> running();
        VideoClient client = client();
        CountDownLatch reported = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            var unused = client.resume(SampleRequests.task("t" + i)).toFuture().whenComplete((video, problem) -> {
                reported.countDown();
                block();
            });
        }
        CompletableFuture<GeneratedVideo> waiting =
                awaited(client.resume(SampleRequests.task()), Duration.ofSeconds(40));
        close(client);
        assertThat(reported.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.handle((video, problem) -> problem).get(15, TimeUnit.SECONDS))
                .isInstanceOf(VideoException.class);
    }

    @Test
    void a_blocking_dependent_delays_no_other_timeout() throws Exception {
        acme.tracker = task -> running();
        VideoClient client = VideoClient.builder()
                .settings(TestClients.KEYS)
                .providers(acme.factory())
                .waitTimeout(Duration.ofMillis(50))
                .build();
        CountDownLatch reported = new CountDownLatch(10);
        List<CompletableFuture<GeneratedVideo>> waits = IntStream.range(0, 10)
                .mapToObj(i -> client.resume(SampleRequests.task("t" + i)).toFuture())
                .toList();
        waits.forEach(wait -> {
            var unused = wait.whenComplete((video, problem) -> {
                reported.countDown();
                block();
            });
        });
        assertThat(reported.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stillRunning(client, Duration.ofMillis(100))).isEqualTo(FailureKind.STILL_RUNNING);
        close(client);
    }

    private static FailureKind stillRunning(VideoClient client, Duration timeout) throws Exception {
        CompletableFuture<GeneratedVideo> wait = awaited(client.resume(SampleRequests.task("still")), timeout);
        Throwable problem = wait.handle((video, thrown) -> thrown).get(30, TimeUnit.SECONDS);
        return ((VideoException) problem).kind();
    }

    @Test
    void a_blocking_listener_delays_no_other_handle_of_the_task() throws Exception {
        acme.tracker = task -> Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
        CountDownLatch received = new CountDownLatch(1);
        VideoClient client = client();
        VideoTask blocked = client.resume(SampleRequests.task()).onProgress(seen -> block());
        VideoTask other = client.resume(SampleRequests.task()).onProgress(seen -> received.countDown());
        assertThat(awaited(other, Duration.ofSeconds(40)).get(30, TimeUnit.SECONDS))
                .isEqualTo(SampleRequests.video());
        assertThat(received.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(blocked.await(Duration.ofSeconds(15))).isEqualTo(SampleRequests.video());
        close(client);
    }

    @Test
    void a_blocking_subscriber_delays_no_other_subscriber() throws Exception {
        acme.tracker = task -> running();
        VideoClient client = client();
        CountDownLatch next = new CountDownLatch(1);
        CountDownLatch error = new CountDownLatch(1);
        for (int demand = 0; demand < 2; demand++) {
            long requested = demand;
            client.resume(SampleRequests.task()).progress().subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    if (requested > 0) {
                        subscription.request(requested);
                    }
                }

                @Override
                public void onNext(Progress item) {
                    next.countDown();
                    block();
                }

                @Override
                public void onError(Throwable problem) {
                    error.countDown();
                    block();
                }

                @Override
                public void onComplete() {
                    block();
                }
            });
        }
        assertThat(next.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(stillRunning(client, Duration.ofMillis(50))).isEqualTo(FailureKind.STILL_RUNNING);
        close(client);
        assertThat(error.await(15, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_blocking_dependent_of_an_order_delays_no_other_order() throws Exception {
        acme.generator = request ->
                Either.right(request.content().contains("first") ? SampleRequests.task() : SampleRequests.task("t2"));
        VideoClient client = TestClients.of(
                new SystemScheduler(),
                TestClients.KEYS.with("acme.max-concurrent-requests", "1"),
                Optional.empty(),
                acme);
        for (int i = 0; i < 5; i++) {
            client.submitAll(List.of(SampleRequests.text("first"))).forEach(order -> {
                var unused = order.whenComplete((task, problem) -> block());
            });
        }
        CompletableFuture<VideoTask> last = client.submitAsync(SampleRequests.text("A kitten"));
        assertThat(last.get(30, TimeUnit.SECONDS).ref()).isEqualTo(SampleRequests.task("t2"));
        close(client);
    }

    @Test
    void a_dependent_of_an_order_failed_by_a_pause_blocks_no_timer() throws Exception {
        acme.generator = request -> Either.left(VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("m")
                .retryAfter(Duration.ofHours(1))
                .build());
        acme.tracker = task -> running();
        VideoClient client = TestClients.of(
                new SystemScheduler(),
                TestClients.KEYS.with("acme.max-concurrent-requests", "1"),
                Optional.empty(),
                acme);
        List<CompletableFuture<VideoTask>> orders = client.submitAll(IntStream.range(0, 5)
                .mapToObj(i -> SampleRequests.text("A kitten"))
                .toList());
        CountDownLatch reported = new CountDownLatch(5);
        orders.forEach(order -> {
            var unused = order.whenComplete((generation, problem) -> {
                reported.countDown();
                block();
            });
        });
        assertThat(reported.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stillRunning(client, Duration.ofMillis(50))).isEqualTo(FailureKind.STILL_RUNNING);
        close(client);
    }

    /** A policy that blocks in every method. */
    private final class BlockingPolicy implements PollPolicy {
        @Override
        public Duration nextPollAt(PendingTask task) {
            block();
            return task.lastPollAt().plusSeconds(1);
        }

        @Override
        public double priority(PendingTask task, Duration age) {
            block();
            return 0;
        }

        @Override
        public void ended(PendingTask task, Duration after, Duration by) {
            block();
        }
    }

    @Test
    void a_blocking_poll_policy_loses_no_order_and_no_result() throws Exception {
        acme.tracker = task -> task.id().startsWith("slow")
                ? running()
                : Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
        VideoClient client = VideoClient.builder()
                .settings(TestClients.KEYS
                        .with("acme.max-concurrent-requests", "1")
                        .with("acme.requests-per-minute", "600"))
                .providers(acme.factory())
                .pollPolicy(new BlockingPolicy())
                .build();
        TaskRef placed = client.submit(SampleRequests.text("A kitten")).ref();
        assertThat(placed).isEqualTo(SampleRequests.task());
        CompletableFuture<GeneratedVideo> slow =
                client.resume(SampleRequests.task("slow")).toFuture();
        List<CompletableFuture<GeneratedVideo>> all = IntStream.range(0, 3)
                .mapToObj(i -> awaited(client.resume(SampleRequests.task("fast" + i)), Duration.ofSeconds(50)))
                .toList();
        for (CompletableFuture<GeneratedVideo> each : all) {
            assertThat(each.get(40, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(slow).isNotDone();
        close(client);
        assertThat(slow.handle((video, problem) -> problem).get(15, TimeUnit.SECONDS))
                .isInstanceOf(VideoException.class);
    }
}
