package io.github.reel4j.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.StatusTracker;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressNotificationTest {

    private static final Either<VideoFailure, TaskStatus> RUNNING =
            Either.right(new TaskStatus.Running(Optional.empty()));

    private final VirtualScheduler time = new VirtualScheduler();
    private final List<Duration> pollsAt = new ArrayList<>();
    private Either<VideoFailure, TaskStatus> result = RUNNING;
    private Runnable during = () -> {};

    private final StatusTracker tracker = task -> {
        pollsAt.add(time.elapsed());
        during.run();
        return result;
    };
    private final TrackingFixture task = TrackingFixture.fresh(time, tracker);

    @Test
    void a_hint_causes_a_poll_immediately_while_a_wait_is_open() {
        task.join();
        time.pass(Duration.ofSeconds(2));
        task.tracking().requestPoll();
        time.pass(Duration.ZERO);
        assertThat(pollsAt).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void a_hint_without_a_wait_causes_a_poll_when_a_wait_starts() {
        task.tracking().requestPoll();
        time.pass(Duration.ofSeconds(2));
        assertThat(pollsAt).isEmpty();
        task.join();
        time.pass(Duration.ZERO);
        assertThat(pollsAt).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void a_hundred_hints_cause_at_most_2_polls() {
        task.join();
        for (int i = 0; i < 100; i++) {
            task.tracking().requestPoll();
            time.pass(Duration.ofMillis(10));
        }
        time.pass(Duration.ofMillis(500));
        assertThat(pollsAt).hasSize(2);
        assertThat(pollsAt.get(1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_hint_during_a_poll_causes_another_poll() {
        during = task.tracking()::requestPoll;
        task.join();
        time.pass(Duration.ofSeconds(6));
        during = () -> {};
        time.pass(Duration.ofSeconds(1));
        assertThat(pollsAt.get(1).minus(pollsAt.get(0))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_hint_does_not_shorten_the_vendors_retry_after() {
        result = Either.left(VideoFailure.builder()
                .kind(FailureKind.RATE_LIMITED)
                .message("m")
                .retryAfter(Duration.ofSeconds(30))
                .build());
        task.join();
        time.pass(Duration.ofSeconds(6));
        task.tracking().requestPoll();
        time.pass(Duration.ofSeconds(28));
        assertThat(pollsAt).hasSize(1);
        time.pass(Duration.ofSeconds(3));
        assertThat(pollsAt).hasSize(2);
        assertThat(pollsAt.get(1).minus(pollsAt.get(0))).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void hints_do_not_slow_down_fast_polling() {
        TrackingFixture fast =
                TrackingFixture.resumed(time, tracker, PollPolicy.backoff(Duration.ofMillis(5), Duration.ofMillis(10)));
        during = fast.tracking()::requestPoll;
        fast.join();
        time.pass(Duration.ofMillis(200));
        assertThat(pollsAt).hasSizeGreaterThan(15);
    }

    @Test
    void a_hint_for_an_ended_task_has_no_effect() {
        result = Either.right(new TaskStatus.Succeeded(SampleRequests.video()));
        task.join();
        time.passAll();
        task.tracking().requestPoll();
        time.passAll();
        assertThat(pollsAt).hasSize(1);
        assertThat(task.notified).containsExactly("video");
    }
}
