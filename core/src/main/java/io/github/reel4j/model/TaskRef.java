package io.github.reel4j.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A reference to a paid task. Its text form can be printed, stored and parsed by any JVM that has the provider. It
 * contains no secret. Keep it: without it the video is lost, because no vendor documents a way to list tasks.
 * Immutable.
 *
 * @param provider the provider that submitted the task
 * @param operation the operation that was ordered
 * @param endpoint where the task lives at the vendor, a name that the provider chooses, for example {@code wan-video}
 * @param id the vendor's id of the task, any non-empty text
 * @param fingerprint the fingerprint of the request, see {@link ResolvedRequest#fingerprint()}
 * @param submittedAt when the vendor accepted the task, by the local clock, truncated to seconds
 */
public record TaskRef(
        ProviderId provider, Operation operation, String endpoint, String id, String fingerprint, Instant submittedAt) {

    /**
     * Creates a reference.
     *
     * @throws IllegalArgumentException if {@code endpoint}, {@code id} or {@code fingerprint} is empty
     */
    public TaskRef {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(operation, "operation");
        submittedAt = Instant.ofEpochSecond(submittedAt.getEpochSecond());
        if (endpoint.isEmpty() || id.isEmpty() || fingerprint.isEmpty()) {
            throw new IllegalArgumentException("endpoint, id and fingerprint of a task reference must not be empty");
        }
    }

    /**
     * Parses the text that {@link #toString()} returns.
     *
     * @throws IllegalArgumentException if {@code text} is not a task reference, is damaged, or has an unsupported
     *     version; the message is suitable for users
     */
    public static TaskRef parse(String text) {
        return TaskRefCodec.parse(text);
    }

    /** Returns the identity of the task. */
    public TaskKey key() {
        return new TaskKey(provider, id);
    }

    /**
     * Returns the text form: printable ASCII without spaces.
     * {@code reel:1:provider:operation:id:endpoint:seconds:fingerprint:checksum}
     */
    @Override
    public String toString() {
        return TaskRefCodec.format(this);
    }
}
