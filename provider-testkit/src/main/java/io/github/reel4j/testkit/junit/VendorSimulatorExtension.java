package io.github.reel4j.testkit.junit;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Ledger;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.simulator.TaskScript;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit extension that runs a simulator and a client that orders from it for each test.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final VendorSimulatorExtension PIXAZO =
 *         VendorSimulatorExtension.of(PixazoSimulator.builder()).virtualTime();
 *
 * @Test
 * void retries_after_a_rate_limit(VideoClient client, Simulator vendor) { ... }
 * }</pre>
 *
 * <p>In a static field with {@code @RegisterExtension} it runs one simulator for the class and resets it between tests.
 * In an instance field it runs one simulator for each test, which tests that run in parallel need. Tests may have a
 * {@link VideoClient}, a {@link Simulator} and, with {@link #virtualTime}, a {@link VirtualTimeScheduler} as
 * parameters. In a class with several extensions, {@link Vendor} selects one.
 *
 * <p>A test also fails if the vendor rejected a request that violates its documents, or if the vendor bills an order
 * that the client did not report. The second check is made only if the test uses this extension's client.
 *
 * <p>Configure it on one thread. It is thread-safe from then on.
 */
public final class VendorSimulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private final ProviderId provider;
    private final SharedSimulator sharedSimulator;
    private final PostConditions postConditions = new PostConditions();
    private UnaryOperator<VideoClientBuilder> client = UnaryOperator.identity();
    private @Nullable VideoProviderFactory factory;
    private boolean virtual;

    private VendorSimulatorExtension(SimulatorBuilder vendor, ProviderId provider) {
        this.provider = provider;
        this.sharedSimulator = new SharedSimulator(vendor, provider);
    }

    /**
     * Creates an extension that starts simulators with {@code vendor}.
     *
     * @throws IllegalArgumentException if {@code vendor} has no provider id; see
     *     {@link SimulatorBuilder#provider(ProviderId)}
     */
    public static VendorSimulatorExtension of(SimulatorBuilder vendor) {
        return new VendorSimulatorExtension(
                vendor,
                vendor.provider()
                        .orElseThrow(() -> new IllegalArgumentException("The simulator has no provider id. Set it:"
                                + " Simulator.withDialect(dialect).provider(ProviderId.of(\"acme\")).")));
    }

    /**
     * Runs client and simulator in virtual time, a new one for each test, so that minutes of waiting take milliseconds.
     * Replaces the clock of the simulator. The time advances while the client waits, and stands still during a request.
     */
    public VendorSimulatorExtension virtualTime() {
        virtual = true;
        return this;
    }

    /**
     * Configures the client of the tests. Replaces an earlier call.
     *
     * @param more for example {@code builder -> builder.maxPrice(Money.usd("1"))}
     */
    public VendorSimulatorExtension client(UnaryOperator<VideoClientBuilder> more) {
        client = more;
        return this;
    }

    /** Sets the provider to test. By default it is found on the class path by the vendor's provider id. */
    public VendorSimulatorExtension provider(VideoProviderFactory orders) {
        factory = orders;
        return this;
    }

    /** Disables the check that no request violates the vendor's documents. */
    public VendorSimulatorExtension allowIllegalRequests() {
        postConditions.allowIllegalRequests();
        return this;
    }

    /** Disables the check that the client reported every billed order. */
    public VendorSimulatorExtension withoutBillingCheck() {
        postConditions.withoutBilling();
        return this;
    }

    /**
     * Returns the simulator of the running test.
     *
     * @throws IllegalStateException if no test is running
     */
    public Simulator simulator() {
        return sharedSimulator.simulator();
    }

    /**
     * Returns the client of the running test. The extension closes it.
     *
     * @throws IllegalStateException if no test is running, or if the provider is not on the class path
     */
    public VideoClient client() {
        return sharedSimulator.session().client(this::factory, client);
    }

    /**
     * Returns the virtual scheduler of the running test.
     *
     * @throws IllegalStateException if no test is running, or without {@link #virtualTime}
     */
    public VirtualTimeScheduler time() {
        return sharedSimulator
                .session()
                .time()
                .orElseThrow(
                        () -> new IllegalStateException("This extension uses real time. Call virtualTime() on it."));
    }

    /** Calls {@link Simulator#nextTask} of the running test. */
    public TaskScript nextTask() {
        return simulator().nextTask();
    }

    /** Calls {@link Simulator#nextSubmit} of the running test. */
    public void nextSubmit(Fault fault) {
        simulator().nextSubmit(fault);
    }

    /** Calls {@link Simulator#nextPoll} of the running test. */
    public void nextPoll(Fault fault) {
        simulator().nextPoll(fault);
    }

    /** Calls {@link Simulator#nextCancel} of the running test. */
    public void nextCancel(Fault fault) {
        simulator().nextCancel(fault);
    }

    /** Calls {@link Simulator#nextDownload} of the running test. */
    public void nextDownload(Fault fault) {
        simulator().nextDownload(fault);
    }

    /** Returns {@link Simulator#ledger} of the running test. */
    public Ledger ledger() {
        return simulator().ledger();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        sharedSimulator.use(virtual);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        sharedSimulator.start(virtual);
        ExtensionRegistry.of(context).add(this);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        // a test that failed because another one is running must not stop that one
        if (!ExtensionRegistry.of(context).remove(this)) {
            return;
        }
        TestSession session = sharedSimulator.session();
        session.close();
        List<String> violations = postConditions.violations(provider, simulator());
        sharedSimulator.stop();
        if (!violations.isEmpty()) {
            throw new AssertionError(String.join("\n", violations));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        sharedSimulator.release();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        boolean known =
                type == VideoClient.class || type == Simulator.class || (type == VirtualTimeScheduler.class && virtual);
        return known
                && parameter
                        .findAnnotation(Vendor.class)
                        .map(wanted -> wanted.value().equals(provider.value()))
                        .orElseGet(() -> ExtensionRegistry.of(context).isFirst(this));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.findAnnotation(Vendor.class).isEmpty()) {
            ExtensionRegistry.of(context).requireOnlyOne();
        }
        Class<?> type = parameter.getParameter().getType();
        if (type == VideoClient.class) {
            return client();
        }
        return type == Simulator.class ? simulator() : time();
    }

    ProviderId providerId() {
        return provider;
    }

    private VideoProviderFactory factory() {
        VideoProviderFactory own = factory;
        return own != null ? own : SharedSimulator.factoryOnClassPath(provider);
    }
}
