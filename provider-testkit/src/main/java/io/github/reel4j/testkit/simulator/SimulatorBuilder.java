package io.github.reel4j.testkit.simulator;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.testkit.http.LoopbackServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prepares a {@link Simulator}. For one thread and one simulator: a dialect is not shared. */
public final class SimulatorBuilder {

    private final VendorDialect dialect;
    private @Nullable ProviderId provider;
    private int port;
    private InstantSource clock = InstantSource.system();
    private Duration queued = Duration.ofSeconds(2);
    private Duration running = Duration.ofSeconds(5);
    private boolean resultsElsewhere;

    SimulatorBuilder(VendorDialect dialect) {
        this.dialect = dialect;
    }

    /** Names the provider that orders from this vendor, for those who make clients of the simulator. */
    public SimulatorBuilder provider(ProviderId id) {
        provider = id;
        return this;
    }

    /** The provider that orders from this vendor, if it was named. */
    public Optional<ProviderId> provider() {
        return Optional.ofNullable(provider);
    }

    /**
     * Where to listen.
     *
     * @param number 1 to 65535, or 0, the default, for any free port
     */
    public SimulatorBuilder port(int number) {
        port = number;
        return this;
    }

    /** What tells the time; by default the system's clock. {@link ManualClock} stands until told to advance. */
    public SimulatorBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** How long a task without a script waits in the queue; by default 2 s. */
    public SimulatorBuilder queued(Duration time) {
        queued = time;
        return this;
    }

    /** How long a task without a script runs; by default 5 s. */
    public SimulatorBuilder running(Duration time) {
        running = time;
        return this;
    }

    /** Serves results from another port, under signed addresses, as vendors do that keep files on another host. */
    public SimulatorBuilder resultsElsewhere() {
        resultsElsewhere = true;
        return this;
    }

    /**
     * Starts listening.
     *
     * @throws java.io.UncheckedIOException if the port cannot be had
     */
    public Simulator start() {
        LoopbackServer server = LoopbackServer.bind(port);
        Optional<LoopbackServer> files = resultsElsewhere ? Optional.of(LoopbackServer.bind(0)) : Optional.empty();
        return new Simulator(server, files, dialect, clock, TaskPlan.success(queued, running)).started();
    }
}
