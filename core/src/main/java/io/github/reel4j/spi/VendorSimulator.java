package io.github.reel4j.spi;

import java.net.URI;

/** A running imitation of one vendor on a loopback port: what is ordered from it is billed to nobody. */
public interface VendorSimulator extends AutoCloseable {

    /** Where it listens; the base URL a provider needs to order from it. */
    URI baseUrl();

    /** Stops listening and closes every connection. Calling it again does nothing. */
    @Override
    void close();
}
