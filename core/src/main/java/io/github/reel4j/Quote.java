package io.github.reel4j;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import java.util.Optional;

/**
 * What one of the providers for an order would make of it, before it is placed.
 *
 * @param preview what it would be ordered to do, and for how much; empty if the request cannot be put to it
 * @param failure why it would take no order; empty if nothing speaks against it but what its vendor may say
 */
public record Quote(
        ProviderId provider, Disposition disposition, Optional<Preview> preview, Optional<VideoFailure> failure) {

    /** When it would be asked. */
    public enum Disposition {
        /** After all those of this turn that stand before it have provably taken no order; the first of them is asked first. */
        ELIGIBLE,
        /** Never: it refuses, unsent, for a reason of its own, and the next one's turn comes. */
        SKIPPED,
        /** Never: it refuses, unsent, and the order fails with that. */
        STOPS_FALLBACK,
        /** Never: one before it ends the order. */
        NOT_TRIED
    }
}
