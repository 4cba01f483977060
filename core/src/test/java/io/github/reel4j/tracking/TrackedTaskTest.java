package io.github.reel4j.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrackedTaskTest {

    private static final Either<VideoFailure, TaskStatus> RUNNING =
            Either.right(new TaskStatus.Running(Optional.empty()));
    private static final Either<VideoFailure, TaskStatus> DONE =
            Either.right(new TaskStatus.Succeeded(SampleRequests.video()));

    private final VirtualScheduler time = new VirtualScheduler();
    /** The time of each poll, in seconds since the start. */
    private final List<Double> pollsAt = new ArrayList<>();

    private final List<Either<VideoFailure, TaskStatus>> results = new ArrayList<>();

    private final StatusTracker tracker = task -> {
        pollsAt.add(time.elapsed().toMillis() / 1000.0);
        return results.size() > 1 ? results.remove(0) : results.get(0);
    };

    private TrackingFixture resumed() {
        return TrackingFixture.resumed(time, tracker);
    }

    private TrackingFixture fresh() {
        return TrackingFixture.fresh(time, tracker);
    }

    private static Either<VideoFailure, TaskStatus> failure(FailureKind kind) {
        return Either.left(VideoFailure.of(kind, "m"));
    }

    private static Either<VideoFailure, GeneratedVideo> ended(TrackingFixture task) {
        return task.end().orElseGet(() -> Either.left(VideoFailure.of(FailureKind.STILL_RUNNING, "not ended")));
    }

    private static boolean isRunning(TrackingFixture task) {
        return task.end().isEmpty();
    }

    @Test
    void a_task_without_a_wait_is_not_polled() {
        results.add(DONE);
        resumed();
        time.pass(Duration.ofHours(1));
        assertThat(pollsAt).isEmpty();
    }

    @Test
    void a_resumed_task_is_polled_immediately() {
        results.add(DONE);
        TrackingFixture task = resumed();
        task.join();
        time.pass(Duration.ZERO);
        assertThat(ended(task)).isEqualTo(Either.right(SampleRequests.video()));
        assertThat(pollsAt).containsExactly(0.0);
    }

    @Test
    void a_new_task_is_first_polled_after_5_seconds() {
        results.add(DONE);
        TrackingFixture task = fresh();
        task.join();
        time.pass(Duration.ofMillis(4400));
        assertThat(pollsAt).isEmpty();
        time.pass(Duration.ofMillis(1200));
        assertThat(ended(task).isRight()).isTrue();
    }

    @Test
    void poll_intervals_grow_from_5_to_15_seconds() {
        results.add(RUNNING);
        fresh().join();
        time.pass(Duration.ofMinutes(10));
        assertThat(pollsAt).hasSizeBetween(36, 52);
        for (int i = 1; i < pollsAt.size(); i++) {
            assertThat(pollsAt.get(i) - pollsAt.get(i - 1)).isBetween(4.4, 16.6);
        }
    }

    @Test
    @Tag("fault-58")
    void an_ended_task_is_not_polled_again() {
        results.add(DONE);
        TrackingFixture task = resumed();
        task.join();
        time.passAll();
        task.leave();
        task.join();
        time.passAll();
        assertThat(pollsAt).hasSize(1);
        assertThat(time.pending()).isZero();
    }

    @Test
    @Tag("fault-59")
    void a_failed_task_ends_with_its_failure() {
        VideoFailure given = VideoFailure.of(FailureKind.GENERATION_FAILED, "no");
        results.add(Either.right(new TaskStatus.Failed(given)));
        TrackingFixture task = resumed();
        task.join();
        time.passAll();
        assertThat(ended(task)).isEqualTo(Either.left(given));
    }

    @Test
    @Tag("fault-45")
    void an_unrecognized_status_means_running() {
        results.add(Either.right(new TaskStatus.Unrecognized("PONDERING")));
        results.add(DONE);
        TrackingFixture task = resumed();
        task.join();
        time.passAll();
        assertThat(ended(task).isRight()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"AUTHENTICATION", "MISSING_CREDENTIALS", "CONFIGURATION", "NO_RESULT"})
    @Tag("fault-61")
    void a_failed_poll_never_ends_a_task(FailureKind kind) {
        for (int i = 0; i < 5; i++) {
            results.add(failure(kind));
        }
        results.add(DONE);
        TrackingFixture task = resumed();
        task.join();
        time.passAll();
        assertThat(ended(task)).isEqualTo(Either.right(SampleRequests.video()));
        assertThat(pollsAt).hasSize(6);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"AUTHENTICATION", "MISSING_CREDENTIALS", "CONFIGURATION"})
    @Tag("fault-23")
    @Tag("fault-116")
    void a_second_rejection_of_the_key_ends_the_wait_but_not_the_task(FailureKind kind) {
        results.add(failure(kind));
        TrackingFixture task = resumed();
        task.join();
        time.passAll();
        assertThat(task.notified).containsExactly(kind.name());
        assertThat(pollsAt).hasSize(2);
        assertThat(isRunning(task)).isTrue();
        assertThat(time.pending()).isZero();
    }

    @Test
    @Tag("fault-116")
    void a_wait_survives_the_replacement_of_the_key_between_polls() {
        results.add(RUNNING);
        results.add(failure(FailureKind.AUTHENTICATION));
        results.add(RUNNING);
        results.add(failure(FailureKind.AUTHENTICATION));
        results.add(DONE);
        TrackingFixture task = resumed();
        task.join();
        time.passAll();
        assertThat(task.notified).containsExactly("video");
        assertThat(pollsAt).hasSize(5);
    }

    @Test
    @Tag("fault-116")
    void a_new_wait_succeeds_after_the_key_is_corrected() {
        results.add(failure(FailureKind.AUTHENTICATION));
        TrackingFixture task = resumed();
        task.join();
        time.passAll();
        task.join();
        time.passAll();
        assertThat(task.notified).containsExactly("AUTHENTICATION", "AUTHENTICATION");
        assertThat(pollsAt).hasSize(3);
        results.set(0, DONE);
        task.join();
        time.passAll();
        assertThat(task.notified).containsExactly("AUTHENTICATION", "AUTHENTICATION", "video");
        assertThat(ended(task)).isEqualTo(Either.right(SampleRequests.video()));
    }

    @Test
    @Tag("fault-116")
    void all_waits_end_when_the_key_is_rejected() {
        results.add(failure(FailureKind.AUTHENTICATION));
        TrackingFixture task = resumed();
        task.join();
        task.join();
        time.passAll();
        assertThat(task.notified).containsExactly("AUTHENTICATION", "AUTHENTICATION");
        assertThat(task.tracker().unfinished()).isEmpty();
    }

    @Test
    void a_requested_pause_delays_the_next_poll() {
        results.add(Either.left(VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("m")
                .retryAfter(Duration.ofSeconds(90))
                .build()));
        results.add(DONE);
        resumed().join();
        time.passAll();
        assertThat(pollsAt).containsExactly(0.0, 90.0);
    }

    @Test
    @Tag("fault-31")
    void a_pause_is_never_shorter_than_requested() {
        results.add(Either.left(VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("m")
                .retryAfter(Duration.ofSeconds(1))
                .build()));
        results.add(DONE);
        resumed().join();
        time.passAll();
        assertThat(pollsAt.get(1)).isBetween(1.0, 2.0);
    }

    @Test
    void a_requested_pause_outlives_the_wait() {
        results.add(Either.left(VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("m")
                .retryAfter(Duration.ofSeconds(90))
                .build()));
        results.add(DONE);
        TrackingFixture task = resumed();
        task.join();
        time.pass(Duration.ofSeconds(10));
        task.leave();
        task.join();
        time.passAll();
        assertThat(pollsAt).containsExactly(0.0, 90.0);
    }

    @Test
    void many_short_waits_poll_no_more_often_than_one_long_one() {
        results.add(RUNNING);
        TrackingFixture task = fresh();
        for (int second = 0; second < 60; second++) {
            task.join();
            time.pass(Duration.ofSeconds(1));
            task.leave();
        }
        assertThat(pollsAt).hasSizeBetween(5, 10);
        assertThat(pollsAt.get(0)).isGreaterThanOrEqualTo(4.4);
    }

    @Test
    void an_overdue_poll_is_made_when_a_wait_starts() {
        results.add(RUNNING);
        TrackingFixture task = resumed();
        task.join();
        time.pass(Duration.ofSeconds(1));
        task.leave();
        time.pass(Duration.ofHours(1));
        task.join();
        time.pass(Duration.ZERO);
        assertThat(pollsAt).containsExactly(0.0, 3601.0);
    }

    @Test
    @Tag("fault-25")
    void a_task_that_is_not_found_ends_after_2_minutes() {
        results.add(failure(FailureKind.TASK_NOT_FOUND));
        TrackingFixture task = fresh();
        task.join();
        time.pass(Duration.ofSeconds(119));
        assertThat(isRunning(task)).isTrue();
        time.pass(Duration.ofSeconds(20));
        assertThat(ended(task).getLeft().kind()).isEqualTo(FailureKind.TASK_NOT_FOUND);
    }

    @Test
    @Tag("fault-25")
    @Tag("fault-131")
    void an_old_task_ends_as_not_found_after_4_results_over_2_minutes() {
        results.add(failure(FailureKind.TASK_NOT_FOUND));
        time.pass(Duration.ofDays(2));
        TrackingFixture task = resumed();
        task.join();
        time.pass(Duration.ofSeconds(119));
        assertThat(isRunning(task)).isTrue();
        time.pass(Duration.ofSeconds(1));
        assertThat(ended(task).getLeft().kind()).isEqualTo(FailureKind.TASK_NOT_FOUND);
        assertThat(ended(task).getLeft().message()).contains("The vendor gave this response 7 times in 2 min.");
    }

    @Test
    @Tag("fault-131")
    void not_found_results_end_a_task_only_if_consecutive() {
        for (int i = 0; i < 40; i++) {
            results.add(failure(FailureKind.TASK_NOT_FOUND));
            results.add(failure(i % 2 == 0 ? FailureKind.UNAVAILABLE : FailureKind.RATE_LIMITED));
        }
        results.add(RUNNING);
        TrackingFixture task = resumed();
        task.join();
        time.pass(Duration.ofMinutes(20));
        assertThat(isRunning(task)).isTrue();
    }

    @Test
    @Tag("fault-53")
    @Tag("fault-56")
    void a_fourth_success_without_a_video_ends_the_task() {
        results.add(Either.left(VideoFailure.builder()
                .kind(FailureKind.NO_RESULT)
                .message("acme says SUCCEEDED but video_url is empty.")
                .rawResponse("{}")
                .build()));
        TrackingFixture task = resumed();
        task.join();
        time.passAll();
        assertThat(pollsAt).hasSize(4);
        assertThat(ended(task).getLeft().rawResponse()).contains("{}");
        assertThat(ended(task).getLeft().message())
                .matches("acme says SUCCEEDED but video_url is empty\\."
                        + " The vendor gave this response 4 times in 1 min\\."
                        + " Resume the task later; this is free\\.");
    }

    @Test
    void a_late_video_ends_the_task_successfully() {
        for (int i = 0; i < 3; i++) {
            results.add(failure(FailureKind.NO_RESULT));
        }
        results.add(DONE);
        TrackingFixture task = resumed();
        task.join();
        time.passAll();
        assertThat(ended(task).isRight()).isTrue();
    }

    @Test
    void listeners_receive_every_status_in_order() {
        results.add(Either.right(new TaskStatus.Queued()));
        results.add(failure(FailureKind.UNAVAILABLE));
        results.add(RUNNING);
        results.add(DONE);
        List<String> received = new ArrayList<>();
        TrackingFixture task = resumed();
        task.tracking()
                .addListener(
                        seen -> received.add(seen.polls() + " " + seen.status().id()));
        task.join();
        time.passAll();
        assertThat(received).containsExactly("1 queued", "3 running", "4 succeeded");
        assertThat(task.tracking().polls()).isEqualTo(4);
        assertThat(task.tracking().lastPolledAt()).contains(time.now());
        assertThat(task.tracking().pollState().lastFailure()).isEmpty();
    }

    @Test
    @Tag("fault-78")
    void a_listener_that_throws_affects_neither_task_nor_listeners() {
        results.add(RUNNING);
        results.add(RUNNING);
        results.add(DONE);
        List<String> received = new ArrayList<>();
        TrackingFixture task = resumed();
        task.tracking().addListener(seen -> {
            throw new IllegalStateException("x");
        });
        task.tracking().addListener(seen -> {
            throw new AssertionError("an error, not an exception");
        });
        task.tracking().addListener(seen -> received.add(seen.status().id()));
        task.join();
        time.passAll();
        assertThat(ended(task).isRight()).isTrue();
        assertThat(received).containsExactly("running", "running", "succeeded");
    }

    @Test
    void waits_share_polls_until_the_last_wait_ends() {
        results.add(RUNNING);
        TrackingFixture task = resumed();
        task.join();
        task.join();
        time.pass(Duration.ZERO);
        assertThat(pollsAt).hasSize(1);
        task.leave();
        time.pass(Duration.ofSeconds(10));
        assertThat(pollsAt.size()).isGreaterThan(1);
        task.leave();
        int before = pollsAt.size();
        time.pass(Duration.ofHours(1));
        assertThat(pollsAt).hasSize(before);
        assertThat(time.pending()).isZero();
    }

    @Test
    void a_cancelled_timer_that_fires_starts_no_second_poll() {
        results.add(RUNNING);
        List<Runnable> timers = new ArrayList<>();
        TrackingFixture task = TrackingFixture.resumed(new LateTimers(time, timers), tracker);
        task.join();
        task.leave();
        task.join();
        assertThat(timers).hasSize(2);
        timers.get(0).run();
        timers.get(1).run();
        assertThat(time.pending()).isEqualTo(1);
    }

    @Test
    void a_result_that_arrives_after_the_last_wait_counts() {
        List<TrackingFixture> self = new ArrayList<>();
        TrackingFixture task = TrackingFixture.resumed(time, polled -> {
            self.get(0).leave();
            return DONE;
        });
        self.add(task);
        task.join();
        time.passAll();
        assertThat(ended(task).isRight()).isTrue();
    }

    @Test
    void polling_stops_when_the_scheduler_is_closed() {
        results.add(RUNNING);
        TrackingFixture task = resumed();
        task.join();
        time.pass(Duration.ofSeconds(20));
        time.close();
        task.leave();
        task.join();
        task.leave();
        assertThat(isRunning(task)).isTrue();
    }
}
