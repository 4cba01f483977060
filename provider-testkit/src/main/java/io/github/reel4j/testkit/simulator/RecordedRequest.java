package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ReceivedRequest;
import java.time.Duration;

/**
 * A request and when the vendor had read it.
 *
 * @param nanoTime by a clock of its own, of use only against other arrivals
 */
public record RecordedRequest(RequestKind kind, ReceivedRequest request, long nanoTime) {

    /** How long after another; by the clock of the machine, not by the simulator's. */
    public Duration since(RecordedRequest other) {
        return Duration.ofNanos(nanoTime - other.nanoTime);
    }
}
