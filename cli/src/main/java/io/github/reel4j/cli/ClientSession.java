package io.github.reel4j.cli;

import io.github.reel4j.VideoClient;
import java.util.Optional;

/**
 * A client, and the simulators it orders from if they are not vendors.
 *
 * @param notice what people should know before they order, empty if there is nothing
 */
record ClientSession(VideoClient client, Optional<RunningSimulators> simulation, Optional<String> notice)
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
