package io.github.reel4j;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.tracking.TaskTracking;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/** All waits of one client: each ends with the task, at its deadline, or when the client closes. Thread-safe. */
@Singleton
final class Waiting {

    private final Timeline timeline;
    private final Set<Runnable> closers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    @Inject
    Waiting(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Begins a wait; cancelling what it returns ends it. */
    CompletableFuture<Either<VideoFailure, GeneratedVideo>> begin(
            TaskRef task, TaskTracking tracking, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a wait takes more than no time, not " + timeout);
        }
        CompletableFuture<Either<VideoFailure, GeneratedVideo>> wait = tracking.end();
        Runnable closer = () -> wait.complete(Either.left(WaitingText.closed(task)));
        closers.add(closer);
        // first the polls, then the deadline: time that does not wait must not reach the deadline before them
        tracking.join();
        Timeline.Alarm deadline =
                alarm(timeout, () -> wait.complete(Either.left(WaitingText.stillRunning(task, timeout, tracking))));
        var unused = wait.whenComplete((end, problem) -> {
            deadline.cancel();
            tracking.leave();
            closers.remove(closer);
        });
        if (closed) {
            closer.run();
        }
        return wait;
    }

    /** Why nothing more may be ordered; empty while the client is open. */
    Optional<VideoFailure> refusal() {
        return closed ? Optional.of(WaitingText.closedBeforeOrder()) : Optional.empty();
    }

    /** Ends every wait; later ones end at once. */
    void close() {
        closed = true;
        closers.forEach(Runnable::run);
    }

    private Timeline.Alarm alarm(Duration timeout, Runnable task) {
        try {
            return timeline.schedule(timeout, () -> timeline.execute(task));
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }
}
