package io.github.reel4j.provider.feign;

import java.time.Duration;

/**
 * How much a download may take.
 *
 * @param maxBytes the cap, at least 1
 * @param answer for resolving a name, and again for connecting and the response head of one hop
 * @param silence between two pieces of the body
 * @param total for everything together, redirects and resumptions included
 * @param bytesPerSecond the slowest pace, on the average of every {@code stretch}
 */
record FetchLimits(
        long maxBytes, Duration answer, Duration silence, Duration total, long bytesPerSecond, Duration stretch) {

    static final FetchLimits DEFAULT = new FetchLimits(
            2L * 1024 * 1024 * 1024,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            1024,
            Duration.ofSeconds(60));
}
