package io.github.reel4j.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
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
     * client polls for one before a download if this time has passed, and does not rely on it otherwise.
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

    /**
     * Returns the other videos of the same task, for a vendor that returns several; usually empty. Each poll returns
     * them in the same order. They are downloaded with {@code VideoTask.downloadAll}.
     */
    List<GeneratedVideo> others();

    /** Returns this video and its {@link #others()}. */
    default List<GeneratedVideo> withOthers() {
        return Stream.concat(Stream.of(this), others().stream().flatMap(each -> each.withOthers().stream()))
                .toList();
    }

    /** Returns a copy with the given task, also of the other videos. */
    default GeneratedVideo withTask(TaskRef task) {
        return builder()
                .from(this)
                .task(task)
                .others(others().stream().map(each -> each.withTask(task)).toList())
                .build();
    }

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
