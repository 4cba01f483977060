package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.simulator.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A provider and the imitated vendor behind it. Each test gets one of its own and closes it. */
public interface ProviderUnderTest extends AutoCloseable {

    VideoProviderFactory factory();

    /** The provider with its key and with its vendor's address. */
    VideoProvider provider();

    /** Another provider of the same factory and vendor, with these settings of its own changed; an empty value unsets one. */
    VideoProvider with(Map<String, String> settings);

    /** The vendor on the wire; empty if the provider speaks to nobody. */
    Optional<Simulator> wire();

    /** The key that the provider was given and that must appear nowhere; empty if it takes none. */
    String secret();

    /** An order that sets what {@code operation} requires and nothing else. */
    default GenerationRequest request(Operation operation) {
        return SampleRequests.of(operation);
    }

    /** Lets the vendor fail the next task it accepts, in these words. */
    void nextTaskFails(String code, String message);

    /** Lets all accepted tasks end: the next poll sees it. */
    void finishTasks();

    /** The time that the provider was given to tell by, and to count a wait from. */
    Instant now();

    /**
     * Sets the provider's clock so far ahead of the vendor's; behind it, if negative. Only for providers whose vendor signs its
     * callbacks with the time; nothing happens unless overridden.
     */
    default void setClockAhead(Duration difference) {}

    /** How many orders the vendor has accepted, and so will bill. */
    int acceptedOrders();

    @Override
    void close();
}
