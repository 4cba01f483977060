package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.tracking.SystemScheduler;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link VideoTask#downloadAsync}. */
@Timeout(60)
class AsyncDownloadTest {

    private static final Path FILE = Path.of("kitten.mp4");
    private static final int MAX_TRANSFERS = 32;

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final List<OrderEvent> events = new ArrayList<>();
    private final OrderJournal journal = event -> {
        events.add(event);
        return Either.right(event);
    };
    private final VideoClient client = TestClients.journaled(time, journal, acme);

    private VideoTask task() {
        return client.resume(SampleRequests.task());
    }

    private static Either<VideoFailure, TaskStatus> running() {
        return Either.right(new TaskStatus.Running(Optional.empty()));
    }

    private static Either<VideoFailure, Path> expired() {
        return Either.left(VideoFailure.of(FailureKind.LINK_EXPIRED, "expired"));
    }

    private static VideoException failure(CompletableFuture<?> future) {
        Throwable cause =
                catchThrowableOfType(CompletionException.class, future::join).getCause();
        return Objects.requireNonNull((VideoException) cause);
    }

    @Test
    void the_file_arrives_and_is_recorded() {
        acme.tracker =
                task -> acme.polled < 3 ? running() : Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
        CompletableFuture<Path> download = task().downloadAsync(FILE);
        assertThat(download).isNotDone();
        time.pass(Duration.ofMinutes(5));
        assertThat(download).isCompletedWithValue(FILE);
        assertThat(events).anySatisfy(event -> assertThat(event.toString()).contains("kitten.mp4"));
    }

    @Test
    void an_expired_link_is_refreshed_once() {
        AtomicInteger downloads = new AtomicInteger();
        acme.downloader = (video, target) -> downloads.incrementAndGet() == 1 ? expired() : Either.right(target);
        CompletableFuture<Path> download = task().downloadAsync(FILE);
        time.pass(Duration.ofMinutes(5));
        assertThat(download).isCompletedWithValue(FILE);
        assertThat(acme.polled).isEqualTo(2);
    }

    @Test
    void a_fresh_link_that_has_expired_is_not_refreshed_again() {
        acme.downloader = (video, target) -> expired();
        CompletableFuture<Path> download = task().downloadAsync(FILE);
        time.pass(Duration.ofMinutes(5));
        assertThat(failure(download).kind()).isEqualTo(FailureKind.LINK_EXPIRED);
        assertThat(acme.polled).isEqualTo(2);
    }

    @Test
    void without_a_fresh_link_the_expired_one_is_reported() {
        acme.tracker = task -> acme.polled == 1
                ? Either.right(new TaskStatus.Succeeded(SampleRequests.video()))
                : Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "the vendor is not there"));
        acme.downloader = (video, target) -> expired();
        CompletableFuture<Path> download = task().downloadAsync(FILE);
        time.pass(Duration.ofMinutes(5));
        assertThat(failure(download).kind()).isEqualTo(FailureKind.LINK_EXPIRED);
    }

    @Test
    void a_failed_task_fails_the_future() {
        acme.tracker = task ->
                Either.right(new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, "acme: no kitten")));
        CompletableFuture<Path> download = task().downloadAsync(FILE);
        time.pass(Duration.ofMinutes(5));
        assertThat(failure(download).kind()).isEqualTo(FailureKind.GENERATION_FAILED);
    }

    @Test
    @Tag("fault-224")
    void cancelling_ends_the_wait_and_downloads_nothing() {
        AtomicInteger downloads = new AtomicInteger();
        acme.tracker = task -> running();
        acme.downloader = (video, target) -> {
            downloads.incrementAndGet();
            return Either.right(target);
        };
        CompletableFuture<Path> download = task().downloadAsync(FILE);
        assertThat(client.unfinished()).hasSize(1);
        download.cancel(true);
        assertThat(client.unfinished()).isEmpty();
        acme.tracker = task -> Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
        time.pass(Duration.ofMinutes(5));
        assertThat(downloads).hasValue(0);
    }

    @Test
    @Tag("fault-224")
    void cancelling_before_a_worker_is_free_downloads_nothing() {
        AtomicInteger downloads = new AtomicInteger();
        List<CompletableFuture<Path>> futures = new ArrayList<>();
        acme.downloader = (video, target) -> {
            if (downloads.incrementAndGet() == 1) {
                futures.forEach(each -> each.cancel(true));
            }
            return Either.right(target);
        };
        VideoTask task = task();
        IntStream.range(0, 3).forEach(i -> futures.add(task.downloadAsync(Path.of(i + ".mp4"))));
        time.pass(Duration.ofMinutes(5));
        assertThat(downloads).hasValue(1);
        assertThat(futures).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    @Tag("fault-225")
    void closing_the_client_fails_the_downloads_that_wait() {
        acme.tracker = task -> running();
        CompletableFuture<Path> download = task().downloadAsync(FILE);
        client.close();
        assertThat(failure(download).kind()).isEqualTo(FailureKind.INTERRUPTED);
    }

    @Test
    @Tag("fault-224")
    void cancelling_interrupts_the_transfer() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        acme.downloader = (video, target) -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Either.left(VideoFailure.of(FailureKind.INTERRUPTED, "interrupted"));
        };
        try (VideoClient real = TestClients.of(new SystemScheduler(), acme)) {
            CompletableFuture<Path> download =
                    real.resume(SampleRequests.task()).downloadAsync(FILE);
            assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(download.cancel(true)).isTrue();
            assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(catchThrowableOfType(CancellationException.class, download::join))
                    .isNotNull();
        }
    }

    @Test
    @Tag("fault-224")
    void an_interrupt_does_not_reach_the_next_transfer() throws Exception {
        CountDownLatch started = new CountDownLatch(MAX_TRANSFERS);
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean wrong = new AtomicBoolean();
        acme.downloader = (video, target) -> {
            wrong.compareAndSet(false, Thread.currentThread().isInterrupted());
            started.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Either.right(target);
        };
        try (VideoClient real = TestClients.of(new SystemScheduler(), acme)) {
            VideoTask task = real.resume(SampleRequests.task());
            List<CompletableFuture<Path>> running = IntStream.range(0, MAX_TRANSFERS)
                    .mapToObj(i -> task.downloadAsync(Path.of(i + ".mp4")))
                    .toList();
            assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Path> next = task.downloadAsync(FILE);
            running.forEach(each -> each.cancel(true));
            end.countDown();
            assertThat(next.get(20, TimeUnit.SECONDS)).isEqualTo(FILE);
            assertThat(wrong).isFalse();
        }
    }

    @Test
    @Tag("fault-226")
    void a_client_transfers_at_most_32_videos_at_a_time() throws Exception {
        CountDownLatch full = new CountDownLatch(MAX_TRANSFERS);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger max = new AtomicInteger();
        acme.downloader = (video, target) -> {
            max.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            awaitUninterrupted(end);
            now.decrementAndGet();
            return Either.right(target);
        };
        try (VideoClient real = TestClients.of(new SystemScheduler(), acme)) {
            VideoTask task = real.resume(SampleRequests.task());
            List<CompletableFuture<Path>> downloads = IntStream.range(0, 100)
                    .mapToObj(i -> task.downloadAsync(Path.of(i + ".mp4")))
                    .toList();
            assertThat(full.await(20, TimeUnit.SECONDS)).isTrue();
            end.countDown();
            for (CompletableFuture<Path> each : downloads) {
                assertThat(each.get(20, TimeUnit.SECONDS)).isNotNull();
            }
            assertThat(max).hasValue(MAX_TRANSFERS);
        }
    }

    @Test
    @Tag("fault-225")
    void closing_the_client_fails_the_transfers_that_wait() throws Exception {
        CountDownLatch full = new CountDownLatch(MAX_TRANSFERS);
        CountDownLatch end = new CountDownLatch(1);
        acme.downloader = (video, target) -> {
            full.countDown();
            awaitUninterrupted(end);
            return Either.right(target);
        };
        List<CompletableFuture<Path>> downloads;
        CompletableFuture<Path> queued;
        try (VideoClient real = TestClients.of(new SystemScheduler(), acme)) {
            VideoTask task = real.resume(SampleRequests.task());
            downloads = IntStream.range(0, MAX_TRANSFERS)
                    .mapToObj(i -> task.downloadAsync(Path.of(i + ".mp4")))
                    .toList();
            assertThat(full.await(20, TimeUnit.SECONDS)).isTrue();
            queued = task.downloadAsync(FILE);
        }
        end.countDown();
        Throwable failed = catchThrowableOfType(ExecutionException.class, () -> queued.get(20, TimeUnit.SECONDS))
                .getCause();
        assertThat(failed)
                .isInstanceOfSatisfying(
                        VideoException.class, each -> assertThat(each.kind()).isEqualTo(FailureKind.INTERRUPTED));
        for (CompletableFuture<Path> each : downloads) {
            assertThat(each.get(20, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    @Tag("fault-226")
    void waiting_for_1000_tasks_blocks_no_thread() throws Exception {
        acme.tracker = task -> running();
        try (VideoClient real = TestClients.of(new SystemScheduler(), acme)) {
            int before = Thread.activeCount();
            List<CompletableFuture<Path>> downloads = IntStream.range(0, 1000)
                    .mapToObj(i -> real.resume(SampleRequests.task("task-" + i)).downloadAsync(Path.of(i + ".mp4")))
                    .toList();
            // timer, listeners and the few polls in progress
            assertThat(Thread.activeCount() - before).isLessThan(100);
            assertThat(downloads).noneMatch(CompletableFuture::isDone);
        }
    }

    @Test
    @Tag("fault-223")
    void a_provider_that_throws_fails_the_future() {
        acme.downloader = (video, target) -> {
            throw new AssertionError("sesame");
        };
        CompletableFuture<Path> download = task().downloadAsync(FILE);
        time.pass(Duration.ofMinutes(5));
        assertThat(failure(download).kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
        assertThat(failure(download).getMessage()).doesNotContain("sesame");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
