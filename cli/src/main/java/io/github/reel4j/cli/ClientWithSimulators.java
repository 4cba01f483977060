package io.github.reel4j.cli;

import io.github.reel4j.VideoClient;
import java.util.Optional;

/**
 * A client, together with the simulators that it uses.
 *
 * @param simulation empty if the client uses vendors
 * @param notice shown to the user before an order; empty if there is nothing to say
 */
record ClientWithSimulators(VideoClient client, Optional<RunningSimulators> simulation, Optional<String> notice)
        implements AutoCloseable {

    boolean isSimulated() {
        return simulation.isPresent();
    }

    @Override
    public void close() {
        client.close();
        simulation.ifPresent(RunningSimulators::close);
    }
}
