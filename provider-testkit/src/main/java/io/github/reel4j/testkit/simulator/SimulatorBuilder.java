package io.github.reel4j.testkit.simulator;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Configures and starts one {@link Simulator}. Not thread-safe; start one simulator only, because dialects are not
 * shared.
 */
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

    /**
     * Sets the id of the provider that orders from this vendor. The JUnit extension needs it; the builders of the
     * vendors set it.
     */
    public SimulatorBuilder provider(ProviderId id) {
        provider = id;
        return this;
    }

    /** Returns the id of the provider that orders from this vendor, if it was set. */
    public Optional<ProviderId> provider() {
        return Optional.ofNullable(provider);
    }

    /**
     * Sets the port.
     *
     * @param number 1 to 65535, or 0, the default, for any free port
     */
    public SimulatorBuilder port(int number) {
        port = number;
        return this;
    }

    /**
     * Sets the clock of the tasks; by default the system clock. A {@link ManualClock} only moves when a test advances
     * it.
     */
    public SimulatorBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** Sets how long a task without a script is queued; by default 2 s. */
    public SimulatorBuilder queued(Duration time) {
        queued = time;
        return this;
    }

    /** Sets how long a task without a script runs; by default 5 s. */
    public SimulatorBuilder running(Duration time) {
        running = time;
        return this;
    }

    /** Serves results from a second port and under signed URLs, like vendors that keep files on another host. */
    public SimulatorBuilder resultsElsewhere() {
        resultsElsewhere = true;
        return this;
    }

    /**
     * Starts the simulator.
     *
     * @return the running simulator; the caller closes it
     * @throws java.io.UncheckedIOException if the port is not available
     */
    public Simulator start() {
        LoopbackServer server = LoopbackServer.bind(port);
        Optional<LoopbackServer> files = resultsElsewhere ? Optional.of(LoopbackServer.bind(0)) : Optional.empty();
        return new Simulator(server, files, dialect, clock, TaskPlan.success(queued, running)).started();
    }
}
