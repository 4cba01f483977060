package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ReceivedRequest;
import java.time.Duration;

/**
 * A request with its kind and time of arrival.
 *
 * @param kind the purpose of the request
 * @param request the request
 * @param nanoTime the arrival by {@link System#nanoTime}; only differences are meaningful
 */
public record RecordedRequest(RequestKind kind, ReceivedRequest request, long nanoTime) {

    /** Returns the real time between {@code other} and this request; the simulator's clock does not matter. */
    public Duration since(RecordedRequest other) {
        return Duration.ofNanos(nanoTime - other.nanoTime);
    }
}
