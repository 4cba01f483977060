package io.github.reel4j.spi;

import io.github.reel4j.model.DocumentAnchor;
import java.util.Optional;

/**
 * What a vendor's document allows one key; empty where it says nothing. The client keeps to it; users may set other numbers, see
 * {@code docs/architecture.md}.
 *
 * @param requestsPerMinute calls of any kind, 1 or more
 * @param maxConcurrentTasks accepted tasks that have not ended, 1 or more
 * @param source where the document says so
 */
public record VendorLimits(
        Optional<Integer> requestsPerMinute, Optional<Integer> maxConcurrentTasks, Optional<DocumentAnchor> source) {

    /** No document names a limit. */
    public static final VendorLimits UNDOCUMENTED =
            new VendorLimits(Optional.empty(), Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if a limit is below 1, or has no source */
    public VendorLimits {
        if (requestsPerMinute.orElse(1) < 1 || maxConcurrentTasks.orElse(1) < 1) {
            throw new IllegalArgumentException("a limit is 1 or more, not " + requestsPerMinute.orElse(1)
                    + " requests a minute and " + maxConcurrentTasks.orElse(1) + " tasks at once");
        }
        if (source.isEmpty() && (requestsPerMinute.isPresent() || maxConcurrentTasks.isPresent())) {
            throw new IllegalArgumentException("a limit needs a document that says so");
        }
    }

    public static VendorLimits of(int requestsPerMinute, int maxConcurrentTasks, DocumentAnchor source) {
        return new VendorLimits(Optional.of(requestsPerMinute), Optional.of(maxConcurrentTasks), Optional.of(source));
    }
}
