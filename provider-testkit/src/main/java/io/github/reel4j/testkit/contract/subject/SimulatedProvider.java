package io.github.reel4j.testkit.contract.subject;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.contract.support.OffsetClockScheduler;
import io.github.reel4j.testkit.simulator.ManualClock;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A provider under test that uses HTTP, with a simulator of its vendor. */
public final class SimulatedProvider implements ProviderUnderTest {

    /**
     * The secret for signed callbacks. The provider gets it as its setting {@code callback-secret}; a dialect signs
     * with it.
     */
    public static final String CALLBACK_SECRET = "callbacks-canary-b21f0e77";

    /**
     * The path at which a dialect serves the public keys of its callback signatures, as
     * {@link io.github.reel4j.testkit.simulator.RequestKind#PUBLIC_KEYS}. The provider gets its URL as the setting
     * {@code jwks-url}.
     */
    public static final String PUBLIC_KEYS_PATH = "/.well-known/jwks.json";

    private static final Duration LONG = Duration.ofMinutes(10);

    private final VideoProviderFactory factory;
    private final SimulatedProviderOptions options;
    private final ManualClock clock = new ManualClock();
    private final VirtualTimeScheduler scheduler = new VirtualTimeScheduler();
    private final OffsetClockScheduler time = new OffsetClockScheduler(scheduler, clock);
    private final Simulator simulator;
    private final VideoProvider provider;

    /**
     * Starts the simulator and creates the provider. The simulator has a manual clock and serves results from a second
     * port.
     *
     * @param factory the factory of the provider
     * @param vendor the builder of the simulator
     */
    public SimulatedProvider(VideoProviderFactory factory, SimulatorBuilder vendor) {
        this(factory, vendor, SampleRequests::of);
    }

    /**
     * Starts the simulator and creates the provider, for models that require more values than {@link SampleRequests}
     * sets.
     *
     * @param factory the factory of the provider
     * @param vendor the builder of the simulator
     * @param requests returns a minimal valid request for each operation of the provider
     */
    public SimulatedProvider(
            VideoProviderFactory factory, SimulatorBuilder vendor, Function<Operation, GenerationRequest> requests) {
        this(factory, vendor, new SimulatedProviderOptions().requests(requests));
    }

    /**
     * Starts the simulator and creates the provider, for vendors with other credentials, settings or callback secrets.
     *
     * @param factory the factory of the provider
     * @param vendor the builder of the simulator
     */
    public SimulatedProvider(VideoProviderFactory factory, SimulatorBuilder vendor, SimulatedProviderOptions options) {
        this.options = options;
        this.factory = factory;
        this.simulator = vendor.clock(clock).resultsElsewhere().start();
        simulator.allowRepeatedOrders(); // rules do so on purpose
        this.provider = with(Map.of());
    }

    @Override
    public VideoProviderFactory factory() {
        return factory;
    }

    @Override
    public VideoProvider provider() {
        return provider;
    }

    @Override
    public VideoProvider with(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(options.credentials());
        all.putAll(settings);
        return create(all, Map::of);
    }

    @Override
    public Optional<VideoProvider> withRotatedCredentials(Supplier<Map<String, String>> current) {
        return Optional.of(create(Map.of(), current));
    }

    /** Creates a provider with the default settings, {@code settings}, and those that may change at run time. */
    private VideoProvider create(Map<String, String> settings, Supplier<Map<String, String>> current) {
        String prefix = factory.id().value() + ".";
        Map<String, String> all = new HashMap<>();
        all.put(prefix + "base-url", simulator.baseUrl().toString());
        all.put(prefix + "callback-secret", options.callbackSecret());
        all.put(
                prefix + "jwks-url",
                simulator.baseUrl().resolve(PUBLIC_KEYS_PATH).toString());
        options.settings().forEach((name, value) -> all.put(prefix + name, value));
        settings.forEach((name, value) -> all.put(prefix + name, value));
        Settings.Lookup changing =
                name -> name.startsWith(prefix) ? current.get().get(name.substring(prefix.length())) : null;
        return simulator
                .observed(factory)
                .create(new ProviderConfig(factory.id(), new Settings(all, changing, name -> null), time));
    }

    @Override
    public Optional<Simulator> wire() {
        return Optional.of(simulator);
    }

    @Override
    public String secret() {
        return options.credentials().values().iterator().next();
    }

    @Override
    public Map<String, String> credentials() {
        return options.credentials();
    }

    @Override
    public Map<String, String> otherCredentials() {
        return options.otherCredentials();
    }

    @Override
    public String callbackSecret() {
        return options.callbackSecret();
    }

    @Override
    public GenerationRequest request(Operation operation) {
        return options.request(operation);
    }

    @Override
    public void nextTaskFails(String code, String message) {
        simulator.nextTask().fails(code, message);
    }

    @Override
    public void finishTasks() {
        clock.advance(LONG);
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public void setClockAhead(Duration difference) {
        time.setAhead(difference);
    }

    @Override
    public int acceptedOrders() {
        return simulator.ledger().orders().size();
    }

    @Override
    public void close() {
        simulator.close();
        scheduler.close();
    }
}
