package io.github.reel4j.provider.feign.download;

import java.time.Duration;

/**
 * How much a download may take.
 *
 * @param maxBytes the cap, at least 1
 * @param responseTimeout for resolving a name, and again for connecting and the response head of one hop
 * @param readTimeout between two pieces of the body
 * @param totalTimeout for everything together, redirects and resumptions included
 * @param minBytesPerSecond the slowest pace, on the average of every {@code stretch}
 */
public record DownloadLimits(
        long maxBytes,
        Duration responseTimeout,
        Duration readTimeout,
        Duration totalTimeout,
        long minBytesPerSecond,
        Duration throughputWindow) {

    public static final DownloadLimits DEFAULT = new DownloadLimits(
            2L * 1024 * 1024 * 1024,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            1024,
            Duration.ofSeconds(60));
}
