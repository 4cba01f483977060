package io.github.reel4j.tracking;

import io.github.reel4j.Samples;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.pacing.SampleLanes;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.Timeline;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A task that is followed, with waiters that come and go and remember what they were told. */
final class Followed implements Waiter {

    static final Duration LONG = Duration.ofDays(300);

    private final Tracker tracker;
    private final TaskTracking tracking;
    private final Deque<Runnable> leaves = new ArrayDeque<>();
    /** What the waiters were told: an end's kind, {@code video}, {@code expired} or {@code closed}. */
    final List<String> told = new ArrayList<>();

    private Followed(Tracker tracker, TaskTracking tracking) {
        this.tracker = tracker;
        this.tracking = tracking;
    }

    static Followed fresh(Timeline time, StatusTracker port) {
        Tracker tracker = new Tracker(time, PollPolicy.backoff());
        return fresh(tracker, SampleLanes.unlimited(time), port, Samples.task());
    }

    static Followed fresh(Tracker tracker, Lane lane, StatusTracker port, TaskRef task) {
        return new Followed(tracker, tracker.followNew(new FollowedVendor(port, lane), task, Optional.empty()));
    }

    static Followed resumed(Timeline time, StatusTracker port) {
        return resumed(time, port, PollPolicy.backoff());
    }

    static Followed resumed(Timeline time, StatusTracker port, PollPolicy policy) {
        return resumed(new Tracker(time, policy), SampleLanes.unlimited(time), port);
    }

    static Followed resumed(Tracker tracker, Lane lane, StatusTracker port) {
        return new Followed(
                tracker, tracker.followOld(new FollowedVendor(port, lane), Samples.task(), Optional.empty()));
    }

    Tracker tracker() {
        return tracker;
    }

    TaskTracking tracking() {
        return tracking;
    }

    void join() {
        join(LONG);
    }

    void join(Duration timeout) {
        leaves.push(tracking.await(this, timeout));
    }

    void leave() {
        leaves.pop().run();
    }

    Optional<Either<VideoFailure, GeneratedVideo>> end() {
        return tracking.end();
    }

    @Override
    public void ended(Either<VideoFailure, GeneratedVideo> end) {
        told.add(end.fold(failure -> failure.kind().name(), video -> "video"));
    }

    @Override
    public void expired() {
        told.add("expired");
    }

    @Override
    public void closed() {
        told.add("closed");
    }
}
