package io.github.reel4j.testkit.http.server;

import io.github.reel4j.testkit.http.ReceivedRequest;
import java.io.IOException;

/** Handles the requests of a {@link LoopbackServer}. Called on the thread of each connection, so concurrently. */
@FunctionalInterface
public interface Handler {

    /**
     * Handles one request and responds through its exchange.
     *
     * @throws IOException if the client is gone; the server then closes the connection silently
     */
    void handle(ReceivedRequest request, ServerResponseWriter exchange) throws IOException;
}
