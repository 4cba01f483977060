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
 * Reads the callbacks of a vendor that documents callbacks. Optional port. A provider with this port also sends
 * {@link ResolvedRequest#callback()} with the order, in the form that the vendor expects. Implementations are
 * thread-safe and send nothing to the vendor's API. They may fetch the vendor's public keys, without the API key.
 *
 * @implSpec RC-221 of the provider contract
 */
public interface CallbackReader {

    /**
     * Returns whether the vendor documents signatures for callbacks. If so, {@link #read} fails for every callback that
     * is not correctly signed.
     */
    boolean signed();

    /**
     * Returns the maximum difference between the time in a signature and the current time, in either direction; empty
     * if signatures contain no time. Defaults to empty.
     */
    default Optional<Duration> timestampTolerance() {
        return Optional.empty();
    }

    /**
     * Returns why callbacks cannot be verified with the current settings: a failure of kind
     * {@link FailureKind#CONFIGURATION}, for example because the secret is not set. A client with a callback URL then
     * orders nothing. Defaults to empty.
     */
    default Optional<VideoFailure> configurationFailure() {
        return Optional.empty();
    }

    /**
     * Verifies the signature of a callback, if the vendor signs, and reads which task it is about. Everything else in
     * the callback, such as a result, is ignored. Never throws, whatever the callback contains.
     *
     * @return the task id; or a failure of kind {@link FailureKind#BAD_SIGNATURE} if the signature is missing or
     *     invalid, or its time differs from now by more than the tolerance; or of kind
     *     {@link FailureKind#UNEXPECTED_RESPONSE} if the callback names no task; or of kind
     *     {@link FailureKind#UNAVAILABLE} if the keys to verify it could not be fetched, so that it must not be trusted
     * @implSpec RC-323, RC-324, RC-721 and RC-722 of the provider contract
     */
    Either<VideoFailure, CallbackHint> read(ReceivedCallback callback);

    /**
     * Returns the task reference that submitting {@code order} would have returned, had the vendor named this task. The
     * existence of the task is not verified. Never throws.
     *
     * @param hint the task, as returned by {@link #read}
     * @implSpec RC-323 of the provider contract
     */
    Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint);
}
