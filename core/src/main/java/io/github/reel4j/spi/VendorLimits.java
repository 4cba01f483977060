package io.github.reel4j.spi;

import java.util.Optional;

/**
 * What a vendor's document allows one key; empty where it says nothing. The client stays below, and users may set other numbers.
 *
 * @param requestsPerMinute calls of any kind, 1 or more
 * @param tasksAtOnce accepted tasks that have not ended, 1 or more
 */
public record VendorLimits(Optional<Integer> requestsPerMinute, Optional<Integer> tasksAtOnce) {

    /** No document names a limit. */
    public static final VendorLimits UNDOCUMENTED = new VendorLimits(Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if a limit is below 1 */
    public VendorLimits {
        if (requestsPerMinute.orElse(1) < 1 || tasksAtOnce.orElse(1) < 1) {
            throw new IllegalArgumentException("a limit is 1 or more, not " + requestsPerMinute.orElse(1)
                    + " requests a minute and " + tasksAtOnce.orElse(1) + " tasks at once");
        }
    }

    public static VendorLimits of(int requestsPerMinute, int tasksAtOnce) {
        return new VendorLimits(Optional.of(requestsPerMinute), Optional.of(tasksAtOnce));
    }
}
