package io.github.reel4j.queue.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of the log of a queued order. Entries are appended and never changed. They contain no prompt, no URL and no
 * key. Immutable.
 *
 * @param at when it happened, by the clock of the database
 * @param kind what happened: the name of a {@link QueuedOrderState} or another name in capital letters, for example
 *     {@code ACCEPTED} or {@code DELIVERED}. Newer versions may add kinds
 * @param attempt how often the order had been sent by then, or may have been
 * @param worker the worker that did it; empty for programs and persons
 * @param details more about it, for example {@code by}, {@code provider} or {@code failure}; mostly empty
 */
public record QueuedOrderLogEntry(
        Instant at, String kind, int attempt, Optional<String> worker, Map<String, String> details) {

    /** Creates an event. */
    public QueuedOrderLogEntry {
        details = Map.copyOf(details);
    }
}
