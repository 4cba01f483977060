package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** RC-318 and RC-323: behavior that depends on an earlier task of the instance, or on the thread that created it. */
final class InstanceStateMutants {

    private InstanceStateMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                wrong(
                        "RC-323",
                        "reads callbacks on the thread that created the provider only",
                        (right, config) -> right.callbacks(
                                new OneThread(right.callbacks().orElseThrow(), Thread.currentThread()))),
                wrong("RC-318", "reports the time of the previous task as the remaining time", (right, config) -> {
                    Map<TaskRef, Instant> started = new ConcurrentHashMap<>();
                    AtomicReference<@Nullable Duration> previous = new AtomicReference<>();
                    return right.tracker(task -> right.tracker().status(task).map(status -> {
                        Instant now = config.scheduler().now();
                        if (status instanceof TaskStatus.Running) {
                            started.putIfAbsent(task, now);
                            return new TaskStatus.Running(Optional.ofNullable(previous.get()));
                        }
                        if (status instanceof TaskStatus.Succeeded) {
                            previous.set(Duration.between(started.getOrDefault(task, now), now));
                        }
                        return status;
                    }));
                }));
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
