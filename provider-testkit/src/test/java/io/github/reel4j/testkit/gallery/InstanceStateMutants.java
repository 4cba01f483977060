package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.vavr.control.Either;
import java.util.List;

/** RC-323: behavior that depends on the thread that created the instance. */
final class InstanceStateMutants {

    private InstanceStateMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                wrong(
                        "RC-323",
                        "reads callbacks on the thread that created the provider only",
                        (right, config) -> right.callbacks(
                                new OneThread(right.callbacks().orElseThrow(), Thread.currentThread()))));
    }

    /** Fails on any other thread than this one. */
    private record OneThread(CallbackReader right, Thread thread) implements ForwardingCallbackReader {

        @Override
        public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
            return Thread.currentThread() == thread
                    ? right.read(callback)
                    : Either.left(VideoFailure.of(FailureKind.UNEXPECTED_RESPONSE, "no state on this thread"));
        }
    }
}
