package io.github.reel4j.provider.feign.download;

import java.time.Duration;

/**
 * The limits of a download.
 *
 * @param maxBytes the maximum size of the file, at least 1
 * @param responseTimeout the time for resolving the name, and again for connecting and receiving the head, of each hop
 * @param readTimeout the time between two reads of the body
 * @param totalTimeout the time for everything, including redirects and resumptions
 * @param minBytesPerSecond the minimum average throughput of each {@code throughputWindow}
 */
public record DownloadLimits(
        long maxBytes,
        Duration responseTimeout,
        Duration readTimeout,
        Duration totalTimeout,
        long minBytesPerSecond,
        Duration throughputWindow) {

    /** 2 GiB, 30 s, 30 s, 1 h, and 1 KiB/s over 60 s. */
    public static final DownloadLimits DEFAULT = new DownloadLimits(
            2L * 1024 * 1024 * 1024,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            1024,
            Duration.ofSeconds(60));
}
