package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.OwnThreads;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads callbacks on a new thread each, as a server does. */
record OtherThreadReader(CallbackReader reader, RuleCheck check) implements CallbackReader {

    private static final Duration MAX = Duration.ofSeconds(30);

    @Override
    public boolean signed() {
        return reader.signed();
    }

    @Override
    public Optional<Duration> timestampTolerance() {
        return reader.timestampTolerance();
    }

    @Override
    public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
        return run(() -> reader.read(callback));
    }

    @Override
    public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
        return run(() -> reader.task(order, hint));
    }

    private <T> T run(Supplier<T> call) {
        return new OwnThreads()
                .run(MAX, call, () -> check.failed("it is read", "it was not within " + MAX.toSeconds() + " s"));
    }
}
