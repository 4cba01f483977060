package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;

/** Verifies that a vendor has signed a callback. Implementations are thread-safe. */
public interface CallbackVerifier {

    /** Returns how far the timestamp of a signature may be from now, in the past or the future. */
    Duration timestampTolerance();

    /** Returns whether signatures contain a time. Defaults to true. */
    default boolean hasTimestamp() {
        return true;
    }

    /**
     * Returns why no callback can be verified with the current settings: a failure of kind
     * {@link FailureKind#CONFIGURATION}. Defaults to empty.
     */
    default Optional<VideoFailure> configurationFailure() {
        return Optional.empty();
    }

    /**
     * Verifies the signature and the timestamp of a callback. Never throws, whatever the callback contains.
     *
     * @return the callback; or a failure of kind {@link FailureKind#BAD_SIGNATURE}, or of kind {@link
     *     FailureKind#UNAVAILABLE} if the keys to verify it could not be fetched
     */
    Either<VideoFailure, ReceivedCallback> verify(ReceivedCallback callback);
}
