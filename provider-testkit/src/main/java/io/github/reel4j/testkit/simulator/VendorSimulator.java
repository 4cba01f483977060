package io.github.reel4j.testkit.simulator;

import java.net.URI;

/**
 * A running simulator of one vendor: an HTTP server on loopback. Orders that it accepts cost nothing.
 *
 * <p>Implementations are thread-safe.
 */
public interface VendorSimulator extends AutoCloseable {

    /**
     * Returns the base URL to configure the provider with.
     *
     * @return for example {@code http://127.0.0.1:40213/api/v1}
     */
    URI baseUrl();

    /** Stops the server and closes every connection. Calling it again has no effect. */
    @Override
    void close();
}
