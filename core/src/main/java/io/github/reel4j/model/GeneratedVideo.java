package io.github.reel4j.model;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** A finished video at the vendor. Except for the address, everything is what the vendor says of it, if it says so. */
@Value.Immutable
@CoreStyle
public interface GeneratedVideo {

    TaskRef task();

    /** Where it can be fetched for a while; vendors document 24 hours or nothing. */
    @Value.Redacted
    URI url();

    /** Pixels. */
    OptionalInt width();

    /** Pixels. */
    OptionalInt height();

    Optional<Duration> duration();

    Optional<String> contentType();

    /** Bytes. */
    OptionalLong size();

    static Builder builder() {
        return new Builder();
    }

    /** Not thread-safe. */
    final class Builder extends ImmutableGeneratedVideo.Builder {}
}
