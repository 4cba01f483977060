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

/** A reader that cannot throw: what strangers post must not reach a program as an exception. */
record FaultIsolatingReader(CallbackReader reader, boolean signed, Optional<Duration> timestampTolerance)
        implements CallbackReader {

    private static final String UNREADABLE = "The callback is not believed; polls go on.";

    /** Reads what {@code reader} says of itself, once. */
    static FaultIsolatingReader of(CallbackReader reader) {
        return new FaultIsolatingReader(
                reader, reader.signed(), LazyPorts.present(reader.timestampTolerance(), "window()"));
    }

    @Override
    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
        return SafePortResult.of(FailureKind.UNEXPECTED_RESPONSE, UNREADABLE, () -> reader.read(callback));
    }

    @Override
    public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
        return SafePortResult.of(FailureKind.UNEXPECTED_RESPONSE, UNREADABLE, () -> reader.task(order, hint));
    }
}
