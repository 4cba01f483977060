package io.github.reel4j.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * A finished video at the vendor. All values except {@link #task()} and {@link #url()} are optional, because only some
 * vendors report them.
 */
@Value.Immutable
@CoreStyle
public interface GeneratedVideo {

    /** Returns the task that produced the video. */
    TaskRef task();

    /** Returns the download URL. It expires: vendors document 24 hours, or nothing. */
    @Value.Redacted
    URI url();

    /**
     * Returns the time at which the URL stops working, if the vendor states it. Another poll may return a new URL. The
     * client does not rely on this time.
     */
    Optional<Instant> expiresAt();

    /** Returns the width in pixels. */
    OptionalInt width();

    /** Returns the height in pixels. */
    OptionalInt height();

    /** Returns the length of the video. */
    Optional<Duration> duration();

    /** Returns the media type, for example {@code video/mp4}. */
    Optional<String> contentType();

    /** Returns the file size in bytes. */
    OptionalLong size();

    /** Returns a new, empty builder of videos. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * A mutable builder of videos. Not thread-safe. Setters throw {@link NullPointerException} for null.
     * {@code build()} throws {@link IllegalStateException} if a required value is missing.
     */
    final class Builder extends ImmutableGeneratedVideo.Builder {}
}
