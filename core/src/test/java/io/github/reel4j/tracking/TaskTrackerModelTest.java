package io.github.reel4j.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.dispatch.SampleDispatchers;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.PollPolicy;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the tracker with a model over 1,000,000 random steps: new tasks, results, failures, waits, hints and passing
 * time. Every wait ends once and correctly, no ended task is polled, and the vendor's rate limit is kept.
 */
class TaskTrackerModelTest {

    private static final int STEPS = 125_000;
    private static final int REQUESTS_PER_MINUTE = 240;

    private final VirtualScheduler time = new VirtualScheduler();
    private final List<ModelTask> tasks = new ArrayList<>();
    private final List<Long> calls = new ArrayList<>();
    private int polls;

    /** The state of a task at the vendor, and its waits. */
    private final class ModelTask {

        private final Random random;
        private final long endsAt;
        private final boolean succeeds;
        private final TrackingFixture tracked;
        private final List<ModelWait> waits = new ArrayList<>();
        private boolean seenEnded;

        ModelTask(TaskTracker tracker, RequestDispatcher dispatcher, Random random, int number) {
            this.random = random;
            this.endsAt = time.nanoTime() + (long) (Math.exp(random.nextGaussian()) * 40e9);
            this.succeeds = random.nextInt(10) > 0;
            this.tracked =
                    TrackingFixture.fresh(tracker, dispatcher, ignored -> poll(), SampleRequests.task("t" + number));
        }

        private Either<VideoFailure, TaskStatus> poll() {
            polls++;
            calls.add(time.nanoTime());
            assertThat(seenEnded).as("an ended task is polled").isFalse();
            int dice = random.nextInt(100);
            if (dice < 12) {
                return Either.left(failure(dice));
            }
            if (time.nanoTime() - endsAt < 0) {
                return Either.right(
                        dice < 30
                                ? new TaskStatus.Queued()
                                : new TaskStatus.Running(Optional.of(Duration.ofSeconds(dice))));
            }
            seenEnded = true;
            return Either.right(
                    succeeds
                            ? new TaskStatus.Succeeded(SampleRequests.video())
                            : new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, "no")));
        }

        private VideoFailure failure(int dice) {
            FailureKind kind = List.of(
                            FailureKind.UNAVAILABLE,
                            FailureKind.UNREACHABLE,
                            FailureKind.UNEXPECTED_RESPONSE,
                            FailureKind.RATE_LIMITED)
                    .get(dice % 4);
            VideoFailure.Builder failure = VideoFailure.builder().kind(kind).message("m");
            return (dice == 0 ? failure.retryAfter(Duration.ofSeconds(random.nextInt(30))) : failure).build();
        }

        void await(Duration timeout) {
            ModelWait wait = new ModelWait(this, time.nanoTime() + timeout.toNanos());
            waits.add(wait);
            wait.leave = tracked.tracking().await(wait, timeout);
        }
    }

    private final class ModelWait implements WaitEndListener {

        private final ModelTask task;
        private final long deadline;
        private Runnable leave = () -> {};
        private String notified = "";
        private boolean left;

        ModelWait(ModelTask task, long deadline) {
            this.task = task;
            this.deadline = deadline;
        }

        void leave() {
            leave.run();
            left = true;
        }

        private void notify(String what) {
            assertThat(notified).as("a wait ends once").isEmpty();
            assertThat(left).as("a cancelled wait is not notified").isFalse();
            notified = what;
        }

        @Override
        public void onCompleted(Either<VideoFailure, GeneratedVideo> end) {
            assertThat(task.seenEnded).isTrue();
            assertThat(end.isRight()).isEqualTo(task.succeeds);
            notify("ended");
        }

        @Override
        public void onTimeout() {
            assertThat(time.nanoTime() - deadline).isNotNegative();
            notify("expired");
        }

        @Override
        public void onClosed() {
            notify("closed");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @Tag("fault-58")
    @Tag("fault-80")
    void tracker_agrees_with_the_model(long seed) {
        Random random = new Random(seed);
        TaskTracker tracker = new TaskTracker(time, PollPolicy.backoff());
        RequestDispatcher dispatcher = SampleDispatchers.limited(time, REQUESTS_PER_MINUTE, 1_000_000);
        for (int step = 0; step < STEPS; step++) {
            act(random, tracker, dispatcher);
            if (step % 1000 == 0) {
                check(tracker);
            }
        }
        time.passAll();
        check(tracker);
        assertThat(polls).isGreaterThan(5_000);
        tracker.close();
        assertThat(time.pending()).isZero();
        tasks.stream()
                .flatMap(task -> task.waits.stream())
                .forEach(wait ->
                        assertThat(wait.left || !wait.notified.isEmpty()).isTrue());
        assertThat(busiestMinute()).isLessThanOrEqualTo(REQUESTS_PER_MINUTE);
    }

    private void act(Random random, TaskTracker tracker, RequestDispatcher dispatcher) {
        int dice = random.nextInt(1000);
        if (dice < 20 || tasks.isEmpty()) {
            tasks.add(new ModelTask(tracker, dispatcher, random, tasks.size()));
            return;
        }
        ModelTask any = tasks.get(Math.max(0, tasks.size() - 1 - random.nextInt(40)) % tasks.size());
        if (dice < 90) {
            any.await(Duration.ofMillis(1 + random.nextInt(300_000)));
        } else if (dice < 110) {
            any.waits.stream()
                    .filter(wait -> wait.notified.isEmpty() && !wait.left)
                    .findFirst()
                    .ifPresent(ModelWait::leave);
        } else if (dice < 150) {
            any.tracked.tracking().requestPoll();
        } else {
            time.pass(Duration.ofMillis(random.nextInt(60)));
        }
    }

    /** Checks that no wait is open after its deadline or for a task whose end was seen. */
    private void check(TaskTracker tracker) {
        Set<TaskRef> unfinished = Set.copyOf(tracker.unfinished());
        for (ModelTask task : tasks) {
            for (ModelWait wait : task.waits) {
                boolean open = wait.notified.isEmpty() && !wait.left;
                if (open) {
                    assertThat(task.seenEnded).isFalse();
                    assertThat(time.nanoTime() - wait.deadline).isNotPositive();
                    assertThat(unfinished.contains(task.tracked.tracking().task()))
                            .isTrue();
                }
            }
        }
    }

    private int busiestMinute() {
        int max = 0;
        int from = 0;
        for (int to = 0; to < calls.size(); to++) {
            while (calls.get(to) - calls.get(from) >= Duration.ofMinutes(1).toNanos()) {
                from++;
            }
            max = Math.max(max, to - from + 1);
        }
        return max;
    }
}
