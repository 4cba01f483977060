package io.github.reel4j.port;

import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;

/**
 * An optional ability, of vendors that document callbacks: understands what the vendor posts when a task has news. A provider
 * that has it sends {@link ResolvedRequest#callback()} along with the order, in the vendor's way. Implementations are
 * thread-safe, and send nothing.
 *
 * @implSpec RC-221 of the provider contract
 */
public interface CallbackReader {

    /** Whether the vendor documents a signature of its callbacks; then {@link #read} refuses all that are not signed. */
    boolean signed();

    /** How far the time in a signature may be from now, before as well as after it; empty if signatures hold no time. */
    default Optional<Duration> timestampTolerance() {
        return Optional.empty();
    }

    /**
     * Reads which task a callback is about. What else it says, its result above all, is left unread. It never throws, whatever
     * the callback is made of.
     *
     * @return a failure of kind {@link FailureKind#BAD_SIGNATURE} if the vendor signs and this is not its signature, or was not
     *     made within the documented time, be it before or after now; of kind {@link FailureKind#UNEXPECTED_RESPONSE} if no task is
     *     named
     * @implSpec RC-323, RC-324 and RC-721 of the provider contract
     */
    Either<VideoFailure, CallbackHint> read(ReceivedCallback callback);

    /**
     * The reference that the submit of {@code order} would have answered, had the vendor named this task. Nobody has confirmed
     * yet that there is such a task.
     *
     * @implSpec RC-323 of the provider contract
     */
    Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint);
}
