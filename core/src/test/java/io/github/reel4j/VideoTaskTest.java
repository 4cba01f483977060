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

    /** Calls on a thread of its own, and lets time pass while it is blocked. */
    private <T> T inTime(Callable<T> call) throws Exception {
        return time.passDuring(call);
    }

    private VideoException thrownInTime(Callable<?> call) throws Exception {
        return inTime(() -> catchThrowableOfType(VideoException.class, call::call));
    }

    @Test
    void a_video_is_waited_for() throws Exception {
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
    void at_the_deadline_the_task_is_still_running_and_the_message_says_how_to_go_on() throws Exception {
        acme.tracker = task -> running();
        VideoTask generation = client.resume(SampleRequests.task());
        VideoException thrown = thrownInTime(() -> generation.await(Duration.ofMinutes(10)));
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(10));
        assertThat(thrown.failure().kind()).isEqualTo(FailureKind.STILL_RUNNING);
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
    void at_the_deadline_trouble_with_the_last_poll_is_told() throws Exception {
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "acme answered 503."));
        VideoException thrown =
                thrownInTime(() -> client.resume(SampleRequests.task()).await(Duration.ofMillis(900)));
        GoldenFile.assertMatches("still-running-unseen", String.valueOf(thrown.getMessage()));
    }

    @Test
    void a_task_the_vendor_gave_up_ends_the_wait_with_its_words() throws Exception {
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
    void a_tracker_that_throws_does_not_end_the_task() throws Exception {
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
    void progress_tells_task_status_and_count_and_may_throw() throws Exception {
        acme.tracker = task -> acme.polled < 3 ? running() : done();
        List<String> heard = new ArrayList<>();
        VideoTask generation = client.resume(SampleRequests.task())
                .onProgress(progress -> {
                    throw new IllegalStateException("listener");
                })
                .onProgress(progress -> heard.add(progress.polls() + " "
                        + progress.task().id() + " " + progress.status().id()));
        assertThat(inTime(() -> generation.await())).isEqualTo(SampleRequests.video());
        assertThat(heard).containsExactly("1 19d8e7a6 running", "2 19d8e7a6 running", "3 19d8e7a6 succeeded");
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
    void a_generation_whose_key_was_refused_gives_its_video_once_the_key_is_right() {
        acme.tracker = task -> Either.left(VideoFailure.of(FailureKind.AUTHENTICATION, "the key is not accepted."));
        VideoTask generation = client.resume(SampleRequests.task());
        CompletableFuture<GeneratedVideo> refused = generation.toFuture();
        time.passAll();
        assertThat(refused).isCompletedExceptionally();
        acme.tracker = task -> done();
        CompletableFuture<GeneratedVideo> mended = generation.toFuture();
        time.passAll();
        assertThat(mended).isCompletedWithValue(SampleRequests.video());
    }

    @Test
    void a_future_ends_at_the_clients_patience() {
        acme.tracker = task -> running();
        CompletableFuture<GeneratedVideo> video =
                client.resume(SampleRequests.task()).toFuture();
        time.pass(Duration.ofMinutes(30));
        assertThatThrownBy(video::join)
                .hasMessageContaining("STILL_RUNNING  no result after 30 min; last seen running at");
        assertThat(time.pending()).isZero();
    }

    @Test
    @Tag("fault-74")
    void cancelling_a_future_stops_the_polling_and_not_the_task() {
        acme.tracker = task -> running();
        VideoTask generation = client.resume(SampleRequests.task());
        CompletableFuture<GeneratedVideo> video = generation.toFuture();
        time.pass(Duration.ofSeconds(20));
        video.cancel(true);
        int asked = acme.polled;
        time.passAll();
        assertThat(acme.polled).isEqualTo(asked);
        assertThat(time.pending()).isZero();
        acme.tracker = task -> done();
        CompletableFuture<GeneratedVideo> again = generation.toFuture();
        time.passAll();
        assertThat(again).isCompletedWithValue(SampleRequests.video());
    }

    @Test
    void of_two_that_wait_one_may_go() {
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
    void closing_the_client_ends_every_wait_and_later_ones_at_once() {
        acme.tracker = task -> running();
        VideoTask generation = client.resume(SampleRequests.task());
        CompletableFuture<GeneratedVideo> video = generation.toFuture();
        time.pass(Duration.ofSeconds(20));
        client.close();
        assertThat(video).isCompletedExceptionally();
        assertThat(time.pending()).isZero();
        VideoException thrown = catchThrowableOfType(VideoException.class, () -> generation.await());
        assertThat(thrown.failure().kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(thrown.failure().billingStatus()).isEqualTo(BillingStatus.UNKNOWN);
        GoldenFile.assertMatches("closed", String.valueOf(thrown.getMessage()));
        assertThat(time.pending()).isZero();
    }

    @Test
    @Tag("fault-73")
    void an_interrupt_ends_the_wait_keeps_its_flag_and_the_task() throws Exception {
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
            assertThat(thrown.get().failure().kind()).isEqualTo(FailureKind.INTERRUPTED);
            assertThat(thrown.get().task()).contains(SampleRequests.task());
            GoldenFile.assertMatches("interrupted", String.valueOf(thrown.get().getMessage()));
        }
    }

    @Test
    void closing_a_client_of_real_time_ends_a_blocked_wait() throws Exception {
        acme.tracker = task -> running();
        CountDownLatch polled = new CountDownLatch(1);
        VideoClient real = TestClients.of(new SystemScheduler(), acme);
        VideoTask generation = real.resume(SampleRequests.task()).onProgress(progress -> polled.countDown());
        CompletableFuture<VideoException> thrown = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(VideoException.class, () -> generation.await()));
        polled.await();
        real.close();
        assertThat(thrown.get(10, TimeUnit.SECONDS).failure().kind()).isEqualTo(FailureKind.INTERRUPTED);
        assertThat(catchThrowableOfType(VideoException.class, () -> generation.await())
                        .failure()
                        .kind())
                .isEqualTo(FailureKind.INTERRUPTED);
    }

    @Test
    void a_deadline_in_real_time_is_kept() {
        acme.tracker = task -> running();
        try (VideoClient real = TestClients.of(new SystemScheduler(), acme)) {
            VideoException thrown = catchThrowableOfType(
                    VideoException.class,
                    () -> real.resume(SampleRequests.task()).await(Duration.ofMillis(50)));
            assertThat(thrown.failure().message()).startsWith("no result after 50 ms; ");
        }
    }

    @Test
    void a_wait_takes_more_than_no_time() {
        VideoTask task = client.resume(SampleRequests.task());
        assertThatThrownBy(() -> task.await(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> task.await(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_wait_without_end_is_possible() throws Exception {
        acme.tracker = task -> acme.polled < 3 ? running() : done();
        try (VideoClient real = TestClients.of(new SystemScheduler(), acme)) {
            acme.polled = 5;
            assertThat(real.resume(SampleRequests.task()).await(Duration.ofSeconds(Long.MAX_VALUE)))
                    .isEqualTo(SampleRequests.video());
        }
    }

    @Test
    void a_video_is_downloaded_once_it_is_there() throws Exception {
        Path target = Path.of("kitten.mp4");
        assertThat(inTime(() -> client.resume(SampleRequests.task()).download(target)))
                .isEqualTo(target);
    }

    @Test
    void a_download_that_fails_keeps_the_task_and_may_be_tried_again() throws Exception {
        acme.downloader = (video, target) -> {
            throw new IllegalStateException("sesame");
        };
        VideoTask task = client.resume(SampleRequests.task());
        VideoException thrown = thrownInTime(() -> task.download(Path.of("kitten.mp4")));
        assertThat(thrown.failure().kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
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
    void an_expired_link_is_asked_for_anew_once_and_the_fresh_one_is_fetched() throws Exception {
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
    void a_fresh_link_that_has_expired_too_is_told_and_asked_for_no_more() throws Exception {
        acme.downloader = (video, target) -> expired();
        VideoTask task = client.resume(SampleRequests.task());
        VideoException thrown = thrownInTime(() -> task.download(Path.of("kitten.mp4")));
        assertThat(thrown.failure().kind()).isEqualTo(FailureKind.LINK_EXPIRED);
        assertThat(thrown.task()).contains(SampleRequests.task());
        assertThat(acme.polled).isEqualTo(2);
    }

    @Test
    @Tag("fault-103")
    void where_no_fresh_link_can_be_had_the_expired_one_is_told_and_the_video_stays_made() throws Exception {
        acme.tracker = task -> acme.polled == 1
                ? done()
                : Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "the vendor is not there"));
        acme.downloader = (video, target) -> expired();
        VideoTask generation = client.resume(SampleRequests.task());
        VideoException thrown = thrownInTime(() -> generation.download(Path.of("kitten.mp4")));
        assertThat(thrown.failure().kind()).isEqualTo(FailureKind.LINK_EXPIRED);
        assertThat(thrown.getSuppressed()).hasSize(1);
        assertThat(generation.await()).isEqualTo(SampleRequests.video());
    }

    /** Of {@code time}, but for a wall clock that is a day off, now ahead and now behind. */
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
    void a_wall_clock_that_jumps_by_a_day_changes_no_wait() throws Exception {
        acme.tracker = task -> acme.polled < 8 ? running() : done();
        try (VideoClient jumpy = TestClients.of(jumping(), acme)) {
            VideoTask generation = jumpy.submit(SampleRequests.text("A kitten"));
            assertThat(inTime(() -> generation.await())).isEqualTo(SampleRequests.video());
            assertThat(time.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(95));
        }
    }

    @Test
    @Tag("fault-65")
    void a_wall_clock_that_jumps_by_a_day_moves_no_deadline() throws Exception {
        acme.tracker = task -> running();
        try (VideoClient jumpy = TestClients.of(jumping(), acme)) {
            VideoTask generation = jumpy.submit(SampleRequests.text("A kitten"));
            VideoException thrown = thrownInTime(() -> generation.await(Duration.ofMinutes(10)));
            assertThat(thrown.failure().kind()).isEqualTo(FailureKind.STILL_RUNNING);
            assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(10));
        }
    }
}
