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
 * Gives each test a simulated vendor, and a client that orders from it. As a static field with {@code @RegisterExtension} it runs
 * one simulator for the class, emptied between tests; as an instance field one for each test, which tests that run in parallel
 * need. Tests may take a {@link VideoClient}, a {@link Simulator} and, with {@link #virtualTime}, a {@link VirtualTimeScheduler} as
 * parameters; with several extensions in a class, {@link Vendor} tells whose.
 *
 * <p>A test also fails if it ends with a request that the vendor refused because it breaks the documents, or with an order on the
 * vendor's ledger of which the client did not tell the program. Orders of other clients than this one's are no part of the
 * second check unless the test has this one's too.
 *
 * <p>Configured by the thread that makes it; thread-safe from then on.
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
     * Simulates a vendor.
     *
     * @throws IllegalArgumentException if {@code vendor} does not know whose provider orders from it
     */
    public static VendorSimulatorExtension of(SimulatorBuilder vendor) {
        return new VendorSimulatorExtension(
                vendor,
                vendor.provider()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "The simulator does not know which provider orders from it. Name it:"
                                        + " Simulator.withDialect(dialect).provider(ProviderId.of(\"acme\")).")));
    }

    /**
     * Lets client and simulator live in one virtual time, a new one for each test: minutes of waiting pass at once. It replaces
     * the simulator's clock. Time passes while somebody waits, and stands while a request is under way.
     */
    public VendorSimulatorExtension virtualTime() {
        virtual = true;
        return this;
    }

    /** Sets more of the injected client, for example {@code builder -> builder.maxPrice(Money.usd("1"))}. */
    public VendorSimulatorExtension client(UnaryOperator<VideoClientBuilder> more) {
        client = more;
        return this;
    }

    /** Orders through this provider instead of the one of the vendor's id on the class path. */
    public VendorSimulatorExtension provider(VideoProviderFactory orders) {
        factory = orders;
        return this;
    }

    /** Lets tests pass that send what the vendor's documents forbid. */
    public VendorSimulatorExtension allowIllegalRequests() {
        postConditions.allowIllegalRequests();
        return this;
    }

    /** Lets tests pass in which orders reach the vendor past the injected client, or are lost. */
    public VendorSimulatorExtension withoutBillingCheck() {
        postConditions.withoutBilling();
        return this;
    }

    /** The vendor of the running test. */
    public Simulator simulator() {
        return sharedSimulator.simulator();
    }

    /** The client of the running test, which is also its parameter. */
    public VideoClient client() {
        return sharedSimulator.session().client(this::factory, client);
    }

    /**
     * The virtual time of the running test.
     *
     * @throws IllegalStateException without {@link #virtualTime}
     */
    public VirtualTimeScheduler time() {
        return sharedSimulator
                .session()
                .time()
                .orElseThrow(() -> new IllegalStateException("Time is real here. Add .virtualTime()."));
    }

    /** See {@link Simulator#nextTask}. */
    public TaskScript nextTask() {
        return simulator().nextTask();
    }

    /** See {@link Simulator#nextSubmit}. */
    public void nextSubmit(Fault fault) {
        simulator().nextSubmit(fault);
    }

    /** See {@link Simulator#nextPoll}. */
    public void nextPoll(Fault fault) {
        simulator().nextPoll(fault);
    }

    /** See {@link Simulator#nextCancel}. */
    public void nextCancel(Fault fault) {
        simulator().nextCancel(fault);
    }

    /** See {@link Simulator#nextDownload}. */
    public void nextDownload(Fault fault) {
        simulator().nextDownload(fault);
    }

    /** See {@link Simulator#ledger}. */
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
        // a test that was refused because another one runs must not end that one
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
