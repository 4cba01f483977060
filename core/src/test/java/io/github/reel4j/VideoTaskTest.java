package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.tracking.SystemScheduler;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VideoTaskTest {

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.plus());
    private final VideoClient client = TestClients.of(time, acme);

    private static Either<VideoFailure, TaskStatus> running() {
        return Either.right(new TaskStatus.Running(Optional.empty()));
    }

    private static Either<VideoFailure, TaskStatus> done() {
        return Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
    }

    /** Calls on a thread of its own, and passes time while that thread is blocked. */
    private <T> T inTime(Callable<T> call) throws Exception {
        return time.passDuring(call);
    }

    private VideoException thrownInTime(Callable<?> call) throws Exception {
        return inTime(() -> catchThrowableOfType(VideoException.class, call::call));
    }

    @Test
    void await_returns_the_video() throws Exception {
        acme.tracker = task -> acme.polled < 8 ? running() : done();
        VideoTask generation = client.submit(SampleRequests.text("A kitten"));
        assertThat(inTime(() -> generation.await())).isEqualTo(SampleRequests.video());
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(95));
        assertThat(time.pending()).isZero();
        assertThat(generation.await()).isEqualTo(SampleRequests.video());
        assertThat(acme.polled).isEqualTo(8);
    }

    @Test
    @Tag("fault-60")
    void a_timeout_is_still_running_and_says_how_to_continue() throws Exception {
        acme.tracker = task -> running();
        VideoTask generation = client.resume(SampleRequests.task());
        VideoException thrown = thrownInTime(() -> generation.await(Duration.ofMinutes(10)));
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(10));
        assertThat(thrown.kind()).isEqualTo(FailureKind.STILL_RUNNING);
        assertThat(thrown.failure().billingStatus()).isEqualTo(BillingStatus.BILLED);
        assertThat(thrown.task()).contains(SampleRequests.task());
        GoldenFile.assertMatches(
                "still-running",
                String.valueOf(thrown.getMessage())
                        .replaceFirst("at \\d\\d:\\d\\d:\\d\\d UTC", "at HH:MM:SS UTC")
                        .replaceFirst("\\(\\d+ polls\\)", "(N polls)"));
        assertThat(time.pending()).isZero();
        assertThat(inTime(() -> {
                    acme.tracker = task -> done();
                    return generation.await(Duration.ofMinutes(1));
                }))
                .isEqualTo(SampleRequests.video());
    }

    @Test
    void a_timeout_reports_the_failure_of_the_last_poll() throws Exception {
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "acme answered 503."));
        VideoException thrown =
                thrownInTime(() -> client.resume(SampleRequests.task()).await(Duration.ofMillis(900)));
        GoldenFile.assertMatches("still-running-unseen", String.valueOf(thrown.getMessage()));
    }

    @Test
    void a_failed_task_ends_the_wait_with_the_vendors_message() throws Exception {
        acme.tracker = task -> Either.right(new TaskStatus.Failed(VideoFailure.builder()
                .kind(FailureKind.GENERATION_FAILED)
                .message(
                        "acme: CONTENT_VIOLATION \"Content violates safety guidelines\". Not worth retrying unchanged.")
                .vendorCode("CONTENT_VIOLATION")
                .vendorMessage("Content violates safety guidelines")
                .build()));
        VideoException thrown =
                thrownInTime(() -> client.resume(SampleRequests.task()).await());
        GoldenFile.assertMatches("generation-failed", String.valueOf(thrown.getMessage()));
    }

    @Test
    void an_exception_in_a_poll_does_not_end_the_wait() throws Exception {
        acme.tracker = task -> {
            if (acme.polled == 1) {
                throw new IllegalStateException("sesame");
            }
            if (acme.polled == 2) {
                throw new AssertionError("sesame");
            }
            return done();
        };
        assertThat(inTime(() -> client.resume(SampleRequests.task()).await())).isEqualTo(SampleRequests.video());
        assertThat(acme.polled).isEqualTo(3);
    }

    @Test
    void progress_has_task_status_and_count_and_listeners_may_throw() throws Exception {
        acme.tracker = task -> acme.polled < 3 ? running() : done();
        List<String> received = new ArrayList<>();
        VideoTask generation = client.resume(SampleRequests.task())
                .onProgress(progress -> {
                    throw new IllegalStateException("listener");
                })
                .onProgress(progress -> received.add(progress.polls() + " "
                        + progress.task().id() + " " + progress.status().id()));
        assertThat(inTime(() -> generation.await())).isEqualTo(SampleRequests.video());
        assertThat(received).containsExactly("1 19d8e7a6 running", "2 19d8e7a6 running", "3 19d8e7a6 succeeded");
    }

    @Test
    void a_future_completes_without_a_thread() {
        acme.tracker = task -> acme.polled < 3 ? running() : done();
        CompletableFuture<GeneratedVideo> video =
                client.submit(SampleRequests.text("A kitten")).toFuture();
        assertThat(video).isNotDone();
        time.passAll();
        assertThat(video).isCompletedWithValue(SampleRequests.video());
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_future_fails_with_the_failure() {
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.AUTHENTICATION, "the key is not accepted."));
        CompletableFuture<GeneratedVideo> video =
                client.resume(SampleRequests.task()).toFuture();
        time.passAll();
        assertThatThrownBy(video::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(VideoException.class)
                .hasMessageContaining("AUTHENTICATION");
    }

    @Test
    @Tag("fault-116")
    void a_wait_after_a_rejected_key_succeeds_with_the_right_key() {
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.AUTHENTICATION, "the key is not accepted."));
        VideoTask generation = client.resume(SampleRequests.task());
        CompletableFuture<GeneratedVideo> rejected = generation.toFuture();
        time.passAll();
        assertThat(rejected).isCompletedExceptionally();
        acme.tracker = task -> done();
        CompletableFuture<GeneratedVideo> mended = generation.toFuture();
        time.passAll();
        assertThat(mended).isCompletedWithValue(SampleRequests.video());
    }

    @Test
    void a_future_ends_at_the_clients_wait_timeout() {
        acme.tracker = task -> running();
        CompletableFuture<GeneratedVideo> video =
                client.resume(SampleRequests.task()).toFuture();
        time.pass(Duration.ofMinutes(30));
        assertThatThrownBy(video::join)
                .hasMessageContaining("STILL_RUNNING  no result after 30 min; last status: running at");
        assertThat(time.pending()).isZero();
    }

    @Test
    @Tag("fault-74")
    void cancelling_a_future_ends_the_polls_but_not_the_task() {
        acme.tracker = task -> running();
        VideoTask generation = client.resume(SampleRequests.task());
        CompletableFuture<GeneratedVideo> video = generation.toFuture();
        time.pass(Duration.ofSeconds(20));
        video.cancel(true);
        int polls = acme.polled;
        time.passAll();
        assertThat(acme.polled).isEqualTo(polls);
        assertThat(time.pending()).isZero();
        acme.tracker = task -> done();
        CompletableFuture<GeneratedVideo> again = generation.toFuture();
        time.passAll();
        assertThat(again).isCompletedWithValue(SampleRequests.video());
    }

    @Test
    void cancelling_one_of_two_waits_keeps_the_other() {
        acme.tracker = task -> acme.polled < 5 ? running() : done();
        VideoTask generation = client.resume(SampleRequests.task());
        CompletableFuture<GeneratedVideo> one = generation.toFuture();
        CompletableFuture<GeneratedVideo> two = generation.toFuture();
        time.pass(Duration.ofSeconds(8));
        one.cancel(false);
        time.passAll();
        assertThat(two).isCompletedWithValue(SampleRequests.video());
        assertThat(acme.polled).isEqualTo(5);
    }

    @Test
    @Tag("fault-75")
    void closing_ends_all_waits_and_later_ones_immediately() {
        acme.tracker = task -> running();
        VideoTask generation = client.resume(SampleRequests.task());
        CompletableFuture<GeneratedVideo> video = generation.toFuture();
        time.pass(Duration.ofSeconds(20));
        client.close();
        assertThat(video).isCompletedExceptionally();
        assertThat(time.pending()).isZero();
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> generation.await());
        assertThat(thrown.kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(thrown.failure().billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        GoldenFile.assertMatches("closed", String.valueOf(thrown.getMessage()));
        assertThat(time.pending()).isZero();
    }

    @Test
    @Tag("fault-73")
    void an_interrupt_ends_the_wait_and_keeps_flag_and_task() throws Exception {
        acme.tracker = task -> running();
        CountDownLatch polled = new CountDownLatch(1);
        try (VideoClient real = TestClients.of(new SystemScheduler(), acme)) {
            VideoTask generation = real.resume(SampleRequests.task()).onProgress(progress -> polled.countDown());
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            CompletableFuture<VideoException> thrown = new CompletableFuture<>();
            Thread waiter = new Thread(() -> {
                thrown.complete(catchThrowableOfType(VideoException.class, () -> generation.await()));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            waiter.start();
            polled.await();
            waiter.interrupt();
            assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(thrown.get().kind()).isEqualTo(FailureKind.INTERRUPTED);
            assertThat(thrown.get().task()).contains(SampleRequests.task());
            GoldenFile.assertMatches("interrupted", String.valueOf(thrown.get().getMessage()));
        }
    }

    @Test
    void closing_in_real_time_ends_a_blocked_wait() throws Exception {
        acme.tracker = task -> running();
        CountDownLatch polled = new CountDownLatch(1);
        VideoClient real = TestClients.of(new SystemScheduler(), acme);
        VideoTask generation = real.resume(SampleRequests.task()).onProgress(progress -> polled.countDown());
        CompletableFuture<VideoException> thrown = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(VideoException.class, () -> generation.await()));
        polled.await();
        real.close();
        assertThat(thrown.get(10, TimeUnit.SECONDS).kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(catchThrowableOfType(VideoException.class, () -> generation.await())
                        .failure()
                        .kind())
                .isEqualTo(FailureKind.INTERRUPTED);
    }

    @Test
    void a_timeout_in_real_time_is_kept() {
        acme.tracker = task -> running();
        try (VideoClient real = TestClients.of(new SystemScheduler(), acme)) {
            VideoException thrown = catchThrowableOfType(
                    VideoException.class,
                    () -> real.resume(SampleRequests.task()).await(Duration.ofMillis(50)));
            assertThat(thrown.failure().message()).startsWith("no result after 50 ms; ");
        }
    }

    @Test
    void a_timeout_must_be_positive() {
        VideoTask task = client.resume(SampleRequests.task());
        assertThatThrownBy(() -> task.await(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> task.await(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_practically_infinite_timeout_is_allowed() throws Exception {
        acme.tracker = task -> acme.polled < 3 ? running() : done();
        try (VideoClient real = TestClients.of(new SystemScheduler(), acme)) {
            acme.polled = 5;
            assertThat(real.resume(SampleRequests.task()).await(Duration.ofSeconds(Long.MAX_VALUE)))
                    .isEqualTo(SampleRequests.video());
        }
    }

    @Test
    void download_waits_for_the_video() throws Exception {
        Path target = Path.of("kitten.mp4");
        assertThat(inTime(() -> client.resume(SampleRequests.task()).download(target)))
                .isEqualTo(target);
    }

    @Test
    void a_failed_download_names_the_task_and_can_be_repeated() throws Exception {
        acme.downloader = (video, target) -> {
            throw new IllegalStateException("sesame");
        };
        VideoTask task = client.resume(SampleRequests.task());
        VideoException thrown = thrownInTime(() -> task.download(Path.of("kitten.mp4")));
        assertThat(thrown.kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
        assertThat(thrown.task()).contains(SampleRequests.task());
        assertThat(thrown).hasMessageNotContaining("sesame").hasNoCause();
        acme.downloader = (video, target) -> Either.right(target);
        assertThat(task.download(Path.of("kitten.mp4"))).isEqualTo(Path.of("kitten.mp4"));
        assertThat(acme.polled).isEqualTo(1);
    }

    private static Either<VideoFailure, Path> expired() {
        return Either.left(VideoFailure.of(FailureKind.LINK_EXPIRED, "the link is old"));
    }

    private static Either<VideoFailure, TaskStatus> doneAt(String url) {
        return Either.right(new TaskStatus.Succeeded(GeneratedVideo.builder()
                .from(SampleRequests.video())
                .url(URI.create(url))
                .build()));
    }

    @Test
    @Tag("fault-103")
    void an_expired_link_is_refreshed_once() throws Exception {
        List<String> fetched = new ArrayList<>();
        acme.tracker = task -> doneAt("https://cdn.example.com/v.mp4?link=" + acme.polled);
        acme.downloader = (video, target) -> {
            fetched.add(video.url().getQuery());
            return fetched.size() == 1 ? expired() : Either.right(target);
        };
        VideoTask generation = client.resume(SampleRequests.task());
        assertThat(inTime(() -> generation.download(Path.of("kitten.mp4")))).isEqualTo(Path.of("kitten.mp4"));
        assertThat(acme.polled).isEqualTo(2);
        assertThat(fetched).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    @Tag("fault-103")
    void a_fresh_link_that_has_expired_is_not_refreshed_again() throws Exception {
        acme.downloader = (video, target) -> expired();
        VideoTask task = client.resume(SampleRequests.task());
        VideoException thrown = thrownInTime(() -> task.download(Path.of("kitten.mp4")));
        assertThat(thrown.kind()).isEqualTo(FailureKind.LINK_EXPIRED);
        assertThat(thrown.task()).contains(SampleRequests.task());
        assertThat(acme.polled).isEqualTo(2);
    }

    @Test
    @Tag("fault-103")
    void without_a_fresh_link_the_download_reports_the_expired_one() throws Exception {
        acme.tracker = task -> acme.polled == 1
                ? done()
                : Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "the vendor is not there"));
        acme.downloader = (video, target) -> expired();
        VideoTask generation = client.resume(SampleRequests.task());
        VideoException thrown = thrownInTime(() -> generation.download(Path.of("kitten.mp4")));
        assertThat(thrown.kind()).isEqualTo(FailureKind.LINK_EXPIRED);
        assertThat(thrown.getSuppressed()).hasSize(1);
        assertThat(generation.await()).isEqualTo(SampleRequests.video());
    }

    /** Returns {@code time} with a wall clock that is alternately a day ahead and behind. */
    private Scheduler jumping() {
        AtomicInteger looks = new AtomicInteger();
        return new ForwardingScheduler(time) {
            @Override
            public Instant now() {
                return super.now().plus(Duration.ofDays(looks.incrementAndGet() % 2 == 0 ? 1 : -1));
            }
        };
    }

    @Test
    @Tag("fault-65")
    void a_wall_clock_jump_changes_no_wait() throws Exception {
        acme.tracker = task -> acme.polled < 8 ? running() : done();
        try (VideoClient jumpy = TestClients.of(jumping(), acme)) {
            VideoTask generation = jumpy.submit(SampleRequests.text("A kitten"));
            assertThat(inTime(() -> generation.await())).isEqualTo(SampleRequests.video());
            assertThat(time.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(95));
        }
    }

    @Test
    @Tag("fault-65")
    void a_wall_clock_jump_moves_no_deadline() throws Exception {
        acme.tracker = task -> running();
        try (VideoClient jumpy = TestClients.of(jumping(), acme)) {
            VideoTask generation = jumpy.submit(SampleRequests.text("A kitten"));
            VideoException thrown = thrownInTime(() -> generation.await(Duration.ofMinutes(10)));
            assertThat(thrown.kind()).isEqualTo(FailureKind.STILL_RUNNING);
            assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(10));
        }
    }
}
