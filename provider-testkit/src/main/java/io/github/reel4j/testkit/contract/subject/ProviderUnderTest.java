package io.github.reel4j.testkit.contract.subject;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.simulator.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A provider with the simulated vendor behind it. The contract suite starts one for each test and closes it after the
 * test.
 *
 * <p>{@link SimulatedProvider} implements it for every provider that uses HTTP.
 */
public interface ProviderUnderTest extends AutoCloseable {

    /** Returns the factory of the provider. */
    VideoProviderFactory factory();

    /** Returns the provider, configured with its API key and the base URL of the vendor. */
    VideoProvider provider();

    /**
     * Returns another provider of the same factory and vendor, with changed settings.
     *
     * @param settings values by setting name without the provider id, for example {@code submit-timeout}; an empty
     *     value unsets the setting
     */
    VideoProvider with(Map<String, String> settings);

    /** Returns the simulated vendor; empty if the provider has none. */
    Optional<Simulator> wire();

    /** Returns the API key of the provider, which no output may contain; an empty string if it needs none. */
    String secret();

    /**
     * Returns the settings that are the provider's credentials, by name. The value of the first one is
     * {@link #secret()}. By default {@code api-key} only.
     */
    default Map<String, String> credentials() {
        return secret().isEmpty() ? Map.of() : Map.of("api-key", secret());
    }

    /** Returns the credentials of another account at the same vendor, with the names of {@link #credentials()}. */
    default Map<String, String> otherCredentials() {
        Map<String, String> others = new LinkedHashMap<>();
        credentials().keySet().forEach(name -> others.put(name, "other-" + name + "-9d41c07b6a35"));
        return others;
    }

    /**
     * Returns another provider of the same factory and vendor, whose credentials are read from {@code current} at each
     * call.
     *
     * @param current returns the values by the names of {@link #credentials()}; an empty value means none
     * @return by default empty: the key of this provider cannot change at run time
     */
    default Optional<VideoProvider> withRotatedCredentials(Supplier<Map<String, String>> current) {
        return Optional.empty();
    }

    /** Returns the secret for signed callbacks; by default empty, which means that it is not known. */
    default String callbackSecret() {
        return "";
    }

    /** Returns a request that sets only the values that {@code operation} requires. */
    default GenerationRequest request(Operation operation) {
        return SampleRequests.of(operation);
    }

    /** Lets the vendor fail the next accepted task with this code and message. */
    void nextTaskFails(String code, String message);

    /** Lets all accepted tasks end, so that the next poll reports the result. */
    void finishTasks();

    /**
     * Lets this time pass for the vendor and the provider. The default implementation advances the clock of the
     * simulated vendor; without one it lets all tasks end.
     */
    default void advance(Duration time) {
        wire().flatMap(Simulator::manualClock).ifPresentOrElse(clock -> clock.advance(time), this::finishTasks);
    }

    /** Returns the time of the provider's clock. */
    Instant now();

    /**
     * Sets how far the provider's clock is ahead of the vendor's; negative if it is behind. Only providers with signed
     * callbacks need it. The default implementation does nothing.
     */
    default void setClockAhead(Duration difference) {}

    /** Returns the number of orders that the vendor has accepted and will bill. */
    int acceptedOrders();

    /** Closes the provider's resources and the vendor. */
    @Override
    void close();
}
