package io.github.reel4j.micrometer;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskState;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.micrometer.core.instrument.Clock;
import io.vavr.control.Either;
import org.jspecify.annotations.Nullable;

/** A tracker whose polls are timed, and if requested observed. Thread-safe. */
final class InstrumentedStatusTracker implements StatusTracker {

    private static final CallObserver.Observed<StatusObservationContext> POLLS = new CallObserver.Observed<>(
            ReelObservationDocumentation.STATUS,
            null,
            new DefaultStatusObservationConvention(),
            FailureKind.UNAVAILABLE);

    private final StatusTracker tracker;
    private final PollTimer timer;
    private final Clock clock;
    private final InstrumentationFailures failures;
    private final @Nullable CallObserver observer;

    /** @param observer null if polls are not observed */
    InstrumentedStatusTracker(
            StatusTracker tracker,
            PollTimer timer,
            Clock clock,
            InstrumentationFailures failures,
            @Nullable CallObserver observer) {
        this.tracker = tracker;
        this.timer = timer;
        this.clock = clock;
        this.failures = failures;
        this.observer = observer;
    }

    @Override
    public Either<VideoFailure, TaskStatus> status(TaskRef task) {
        long start = failures.getOrElse(clock::monotonicTime, 0L);
        @Nullable Either<VideoFailure, TaskStatus> result = null;
        try {
            result = observer == null ? tracker.status(task) : observed(observer, task);
            return result;
        } finally {
            @Nullable Either<VideoFailure, TaskStatus> last = result;
            failures.ignore(() -> timer.record(clock.monotonicTime() - start, last));
        }
    }

    private Either<VideoFailure, TaskStatus> observed(CallObserver calls, TaskRef task) {
        StatusObservationContext context = new StatusObservationContext(task);
        return calls.observe(
                POLLS, context, () -> tracker.status(task), status -> context.setState(TaskState.of(status)));
    }
}
