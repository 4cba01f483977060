package io.github.reel4j.pacing;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.Timeline;
import java.util.Optional;

/** Lanes of chosen limits, for all tests. */
public final class SampleLanes {

    private SampleLanes() {}

    public static Lane unlimited(Timeline time) {
        return new Lane(ProviderId.of("acme"), time, new LaneLimits(Optional.empty(), Optional.empty(), 120));
    }

    public static Lane limited(Timeline time, int requestsPerMinute, int tasksAtOnce) {
        return new Lane(
                ProviderId.of("acme"),
                time,
                new LaneLimits(Optional.of(requestsPerMinute), Optional.of(tasksAtOnce), 120));
    }

    public static Lane narrow(Timeline time, int callsAtOnce) {
        return new Lane(ProviderId.of("acme"), time, new LaneLimits(Optional.empty(), Optional.empty(), callsAtOnce));
    }
}
