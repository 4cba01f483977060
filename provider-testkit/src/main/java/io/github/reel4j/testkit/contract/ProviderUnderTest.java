package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.spi.VideoProvider;

/** A provider and the imitated vendor behind it. Each test gets one of its own and closes it. */
public interface ProviderUnderTest extends AutoCloseable {

    VideoProvider provider();

    /** A key that the provider was given and that must appear nowhere; empty if it takes none. */
    String secret();

    /** An order that sets what {@code operation} requires and nothing else. */
    default GenerationRequest request(Operation operation) {
        return SampleRequests.of(operation);
    }

    /** Lets the vendor fail the next task it accepts, in these words. */
    void nextTaskFails(String code, String message);

    /** Lets {@code trouble} befall the next submit. */
    void nextSubmit(SubmitTrouble trouble);

    /** Lets all accepted tasks end: the next poll sees it. */
    void finishTasks();

    /** How many orders the vendor has accepted, and so will bill. */
    int acceptedOrders();

    /** How many requests of any kind have reached the vendor. */
    int requests();

    @Override
    void close();
}
