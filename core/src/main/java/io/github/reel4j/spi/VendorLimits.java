package io.github.reel4j.spi;

import io.github.reel4j.model.DocumentAnchor;
import java.util.Optional;

/**
 * The limits that a vendor's document states for one API key. The client does not exceed them. Users may override them,
 * see {@code docs/architecture.md}.
 *
 * @param requestsPerMinute the maximum number of calls of any kind per minute, 1 or more; empty if undocumented
 * @param maxConcurrentTasks the maximum number of accepted tasks that have not ended, 1 or more; empty if undocumented
 * @param source where the document states the limits; required if there is a limit
 */
public record VendorLimits(
        Optional<Integer> requestsPerMinute, Optional<Integer> maxConcurrentTasks, Optional<DocumentAnchor> source) {

    /** No documented limits. */
    public static final VendorLimits UNDOCUMENTED =
            new VendorLimits(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Creates limits.
     *
     * @throws IllegalArgumentException if a limit is below 1, or has no source
     */
    public VendorLimits {
        if (requestsPerMinute.orElse(1) < 1 || maxConcurrentTasks.orElse(1) < 1) {
            throw new IllegalArgumentException("limits must be 1 or more, but requestsPerMinute is "
                    + requestsPerMinute.orElse(1) + " and maxConcurrentTasks is " + maxConcurrentTasks.orElse(1));
        }
        if (source.isEmpty() && (requestsPerMinute.isPresent() || maxConcurrentTasks.isPresent())) {
            throw new IllegalArgumentException("a limit needs a source: the document that states it");
        }
    }

    /**
     * Returns limits that {@code source} states.
     *
     * @throws IllegalArgumentException if a limit is below 1
     */
    public static VendorLimits of(int requestsPerMinute, int maxConcurrentTasks, DocumentAnchor source) {
        return new VendorLimits(Optional.of(requestsPerMinute), Optional.of(maxConcurrentTasks), Optional.of(source));
    }
}
