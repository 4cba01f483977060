package io.github.reel4j.tracking;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.dispatch.SampleDispatchers;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.port.StatusTracker;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A tracked task with waits that the test starts and ends, and which record how they ended. */
final class TrackingFixture implements WaitEndListener {

    static final Duration LONG = Duration.ofDays(300);

    private final TaskTracker tracker;
    private final TrackedTask task;
    private final Deque<Runnable> leaves = new ArrayDeque<>();
    /** How the waits ended: with a failure kind, {@code video}, {@code expired} or {@code closed}. */
    final List<String> notified = new ArrayList<>();

    private TrackingFixture(TaskTracker tracker, TrackedTask task) {
        this.tracker = tracker;
        this.task = task;
    }

    static TrackingFixture fresh(Scheduler time, StatusTracker port) {
        TaskTracker tracker = new TaskTracker(time, PollPolicy.backoff());
        return fresh(tracker, SampleDispatchers.unlimited(time), port, SampleRequests.task());
    }

    static TrackingFixture fresh(TaskTracker tracker, RequestDispatcher dispatcher, StatusTracker port, TaskRef task) {
        return new TrackingFixture(
                tracker, tracker.trackNew(new StatusPoller(port, dispatcher), task, Optional.empty()));
    }

    static TrackingFixture resumed(Scheduler time, StatusTracker port) {
        return resumed(time, port, PollPolicy.backoff());
    }

    static TrackingFixture resumed(Scheduler time, StatusTracker port, PollPolicy policy) {
        return resumed(new TaskTracker(time, policy), SampleDispatchers.unlimited(time), port);
    }

    static TrackingFixture resumed(TaskTracker tracker, RequestDispatcher dispatcher, StatusTracker port) {
        return new TrackingFixture(
                tracker,
                tracker.trackExisting(new StatusPoller(port, dispatcher), SampleRequests.task(), Optional.empty()));
    }

    TaskTracker tracker() {
        return tracker;
    }

    TrackedTask tracking() {
        return task;
    }

    void join() {
        join(LONG);
    }

    void join(Duration timeout) {
        leaves.push(task.await(this, timeout));
    }

    void leave() {
        leaves.pop().run();
    }

    Optional<Either<VideoFailure, GeneratedVideo>> end() {
        return task.end();
    }

    @Override
    public void onCompleted(Either<VideoFailure, GeneratedVideo> end) {
        notified.add(end.fold(failure -> failure.kind().name(), video -> "video"));
    }

    @Override
    public void onTimeout() {
        notified.add("expired");
    }

    @Override
    public void onClosed() {
        notified.add("closed");
    }
}
