package io.github.reel4j.queue.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The finished video of an order. Immutable.
 *
 * @param url the download URL. It expires: vendors document 24 hours, or nothing. Keep it secret
 * @param width in pixels, if the vendor reports it
 * @param height in pixels, if the vendor reports it
 * @param duration the length of the video, if the vendor reports it
 * @param contentType for example {@code video/mp4}, if the vendor reports it
 * @param size in bytes, if the vendor reports it
 * @param expiresAt when the URL stops working, if the vendor states it
 * @param others the other videos of the same task, for a vendor that returns several; usually empty
 */
public record OrderVideo(
        URI url,
        OptionalInt width,
        OptionalInt height,
        Optional<Duration> duration,
        Optional<String> contentType,
        OptionalLong size,
        Optional<Instant> expiresAt,
        List<OrderVideo> others) {

    /** Copies the list. */
    public OrderVideo {
        others = List.copyOf(others);
    }

    /** Creates the only video of its task. */
    public OrderVideo(
            URI url,
            OptionalInt width,
            OptionalInt height,
            Optional<Duration> duration,
            Optional<String> contentType,
            OptionalLong size,
            Optional<Instant> expiresAt) {
        this(url, width, height, duration, contentType, size, expiresAt, List.of());
    }

    /** Returns the host only, because the URL gives access to the video. */
    @Override
    public String toString() {
        return "OrderVideo[host=" + url.getHost() + "]";
    }
}
