package io.github.reel4j.testkit.contract.subject;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * The sample requests, credentials and settings of a {@link SimulatedProvider}. Not thread-safe.
 *
 * <pre>{@code
 * new SimulatedProviderOptions()
 *         .credential("access-key", "AK-canary-0001", "AK-other-0002")
 *         .credential("secret-key", "SK-canary-0001", "SK-other-0002")
 *         .callbackSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
 * }</pre>
 */
public final class SimulatedProviderOptions {

    private static final String API_KEY = "api-key";

    private final Map<String, String> credentials = new LinkedHashMap<>();
    private final Map<String, String> otherCredentials = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private Function<Operation, GenerationRequest> requests = SampleRequests::of;
    private String callbackSecret = SimulatedProvider.CALLBACK_SECRET;
    // a key of its own for each provider, so that suites that run in parallel can search logs for theirs
    private final Map<String, String> defaultCredentials = Map.of(API_KEY, "canary-" + digits());
    private final Map<String, String> defaultOtherCredentials = Map.of(API_KEY, "second-key-" + digits());

    /** Creates options with an API key that differs each time, in the setting {@code api-key}. */
    public SimulatedProviderOptions() {}

    /** Sets the function that returns a minimal valid request for each operation of the provider. */
    public SimulatedProviderOptions requests(Function<Operation, GenerationRequest> samples) {
        requests = samples;
        return this;
    }

    /**
     * Adds a credential. The first one replaces the default, {@code api-key}, and is the one that
     * {@link io.github.reel4j.testkit.simulator.VendorDialect#authenticates} gets.
     *
     * @param name the setting, without the id of the provider
     * @param value at least 16 letters and digits, so that parts of it are recognized too
     * @param other the value of another account
     */
    public SimulatedProviderOptions credential(String name, String value, String other) {
        credentials.put(name, value);
        otherCredentials.put(name, other);
        return this;
    }

    /** Sets another setting, for example {@code region}; without the id of the provider. */
    public SimulatedProviderOptions setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Sets the secret for signed callbacks; by default {@link SimulatedProvider#CALLBACK_SECRET}. */
    public SimulatedProviderOptions callbackSecret(String secret) {
        callbackSecret = secret;
        return this;
    }

    GenerationRequest request(Operation operation) {
        return requests.apply(operation);
    }

    Map<String, String> credentials() {
        return credentials.isEmpty() ? defaultCredentials : Collections.unmodifiableMap(credentials);
    }

    Map<String, String> otherCredentials() {
        return credentials.isEmpty() ? defaultOtherCredentials : Collections.unmodifiableMap(otherCredentials);
    }

    Map<String, String> settings() {
        return settings;
    }

    String callbackSecret() {
        return callbackSecret;
    }

    /** Returns 14 random digits. A part without a digit could be a word, which no rule takes for a key. */
    private static String digits() {
        return String.valueOf(ThreadLocalRandom.current().nextLong(10_000_000_000_000L, 100_000_000_000_000L));
    }
}
