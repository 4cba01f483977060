package io.github.reel4j.testkit.junit;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.time.Instant;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A reference-counted simulator of a test class or a test. It serves one test at a time. Thread-safe. */
final class SharedSimulator {

    private final SimulatorBuilder vendor;
    private final ProviderId provider;
    private @Nullable Simulator simulator;
    private int uses;
    // read by the simulator's clock, which must not block
    private volatile @Nullable TestSession session;

    SharedSimulator(SimulatorBuilder vendor, ProviderId provider) {
        this.vendor = vendor;
        this.provider = provider;
    }

    synchronized Simulator use(boolean virtual) {
        Simulator used = simulator;
        if (used == null) {
            used = (virtual ? vendor.clock(this::now) : vendor).start();
            simulator = used;
        }
        uses++;
        return used;
    }

    synchronized void release() {
        Simulator used = simulator;
        if (used != null && --uses == 0) {
            used.reset(); // each test was checked already
            used.close();
            simulator = null;
        }
    }

    /** Resets the simulator for a test. */
    synchronized void start(boolean virtual) {
        if (session != null) {
            throw new IllegalStateException("Two concurrent tests share one simulator of " + provider
                    + ". Make the @RegisterExtension field an instance field, or run the class on one thread.");
        }
        Simulator used = use(virtual);
        used.reset();
        session = new TestSession(provider, used, virtual);
    }

    synchronized void stop() {
        session = null;
        release();
    }

    synchronized Simulator simulator() {
        return running(simulator);
    }

    TestSession session() {
        return running(session);
    }

    static VideoProviderFactory factoryOnClassPath(ProviderId provider) {
        return ServiceLoader.load(VideoProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.id().equals(provider))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no provider '" + provider
                        + "' on the class path. Add its jar, or call provider(new ...ProviderFactory()) on the "
                        + "extension."));
    }

    private Instant now() {
        return Optional.ofNullable(session)
                .flatMap(TestSession::time)
                .map(VirtualTimeScheduler::now)
                .orElse(Instant.EPOCH);
    }

    private <T> T running(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("No test with the simulator of " + provider
                    + " is running. Use it in tests, @BeforeEach and @AfterEach only, and annotate its field with"
                    + " @RegisterExtension.");
        }
        return part;
    }
}
