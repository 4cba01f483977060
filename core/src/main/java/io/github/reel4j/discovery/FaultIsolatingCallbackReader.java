package io.github.reel4j.discovery;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;

/** Wraps a callback reader and never throws, because any sender can post a callback that makes a reader fail. */
record FaultIsolatingCallbackReader(CallbackReader reader, boolean signed, Optional<Duration> timestampTolerance)
        implements CallbackReader {

    private static final String UNREADABLE = "The callback is ignored. Polling continues.";

    /** Wraps {@code reader} and calls its accessors once. */
    static FaultIsolatingCallbackReader of(CallbackReader reader) {
        return new FaultIsolatingCallbackReader(
                reader, reader.signed(), LazyPorts.present(reader.timestampTolerance(), "timestampTolerance()"));
    }

    @Override
    public Optional<VideoFailure> configurationFailure() {
        return SafePortCaller.of(
                        FailureKind.CONFIGURATION,
                        "Nothing was sent.",
                        () -> Either.<VideoFailure, Optional<VideoFailure>>right(reader.configurationFailure()))
                .fold(Optional::of, failure -> failure);
    }

    @Override
    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
        return SafePortCaller.of(FailureKind.UNEXPECTED_RESPONSE, UNREADABLE, () -> reader.read(callback));
    }

    @Override
    public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
        return SafePortCaller.of(FailureKind.UNEXPECTED_RESPONSE, UNREADABLE, () -> reader.task(order, hint));
    }
}
