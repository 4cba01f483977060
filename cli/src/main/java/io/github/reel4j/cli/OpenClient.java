package io.github.reel4j.cli;

import io.github.reel4j.VideoClient;
import io.github.reel4j.spi.VendorSimulator;
import java.util.Optional;

/**
 * A client, and the simulator it orders from if it is not a vendor.
 *
 * @param notice what people should know before they order, empty if there is nothing
 */
record OpenClient(VideoClient client, Optional<VendorSimulator> simulator, Optional<String> notice)
        implements AutoCloseable {

    boolean isSimulated() {
        return simulator.isPresent();
    }

    @Override
    public void close() {
        client.close();
        simulator.ifPresent(VendorSimulator::close);
    }
}
