package io.github.reel4j.micrometer;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskState;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vavr.control.Either;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The timer {@code reel4j.poll} of one provider. Records on the thread of the poll. Thread-safe. */
final class PollTimer {

    private final MeterRegistry registry;
    private final ProviderId provider;
    private final Map<TaskState, Timer> byState = new ConcurrentHashMap<>(); // so that no poll looks its timer up

    PollTimer(MeterRegistry registry, ProviderId provider) {
        this.registry = registry;
        this.provider = provider;
    }

    /**
     * Records a poll.
     *
     * @param nanos how long it took
     * @param result null if the provider threw or returned null
     */
    void record(long nanos, @Nullable Either<VideoFailure, TaskStatus> result) {
        Timer timer = result != null && result.isRight()
                ? byState.computeIfAbsent(
                        TaskState.of(result.get()), state -> timer(Optional.of(state), Optional.empty()))
                : timer(
                        Optional.empty(),
                        Optional.of(
                                result == null
                                        ? FailureKind.UNAVAILABLE
                                        : result.getLeft().kind()));
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Optional<TaskState> state, Optional<FailureKind> failure) {
        return Timer.builder(ReelMeterDocumentation.POLL.getName())
                .description(ReelMeterDocumentation.POLL.description())
                .tag(ReelKeyName.PROVIDER.asString(), provider.value())
                .tag(ReelKeyName.OUTCOME.asString(), SharedKeyValues.outcome(state))
                .tag(ReelKeyName.ERROR_TYPE.asString(), SharedKeyValues.errorType(failure))
                .register(registry);
    }
}
