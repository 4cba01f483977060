package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;

/** Delegates to the correct reader. Wrong readers override what they do differently. */
interface ForwardingCallbackReader extends CallbackReader {

    CallbackReader right();

    @Override
    default boolean signed() {
        return right().signed();
    }

    @Override
    default Optional<Duration> timestampTolerance() {
        return right().timestampTolerance();
    }

    @Override
    default Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
        return right().read(callback);
    }

    @Override
    default Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
        return right().task(order, hint);
    }
}
