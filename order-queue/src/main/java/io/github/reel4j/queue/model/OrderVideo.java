package io.github.reel4j.queue.model;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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
 */
public record OrderVideo(
        URI url,
        OptionalInt width,
        OptionalInt height,
        Optional<Duration> duration,
        Optional<String> contentType,
        OptionalLong size,
        Optional<Instant> expiresAt) {

    /** Returns the host only, because the URL gives access to the video. */
    @Override
    public String toString() {
        return "OrderVideo[host=" + url.getHost() + "]";
    }
}
