package io.github.reel4j.model;

import java.time.Instant;
import java.util.Objects;

/**
 * The handle of a paid task. Its text can be printed, stored and read by any JVM that has the provider; it holds no secret.
 * Whoever loses it loses the video, for no vendor documents a list of tasks.
 *
 * @param endpoint where at the vendor the task lives, a word of the provider's own, for example {@code wan-video}
 * @param id the vendor's name of the task, any text that is not empty
 * @param fingerprint tells which request was ordered, see {@link ResolvedRequest#fingerprint()}
 * @param submittedAt when the vendor accepted it, to the second, by our clock
 */
public record TaskRef(
        ProviderId provider, Operation operation, String endpoint, String id, String fingerprint, Instant submittedAt) {

    /** @throws IllegalArgumentException if a text is empty */
    public TaskRef {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(operation, "operation");
        submittedAt = Instant.ofEpochSecond(submittedAt.getEpochSecond());
        if (endpoint.isEmpty() || id.isEmpty() || fingerprint.isEmpty()) {
            throw new IllegalArgumentException("a task reference needs an endpoint, an id and a digest");
        }
    }

    /**
     * Reads the text that {@link #toString()} gave.
     *
     * @throws IllegalArgumentException with what is wrong with it, for people: foreign, damaged, or made by a newer version
     */
    public static TaskRef parse(String text) {
        return TaskRefCodec.parse(text);
    }

    public TaskKey key() {
        return new TaskKey(provider, id);
    }

    /** {@code reel:1:provider:operation:id:endpoint:seconds:digest:check}, printable ASCII without spaces. */
    @Override
    public String toString() {
        return TaskRefCodec.format(this);
    }
}
