package io.github.reel4j.testkit.http;

import java.io.IOException;

/** Answers the requests of a {@link LoopbackServer}, on the thread of their connection, several at a time. */
@FunctionalInterface
public interface Handler {

    /**
     * Answers one request through its exchange.
     *
     * @throws IOException if the client is gone; the connection ends and nobody is told
     */
    void handle(ReceivedRequest request, ServerExchange exchange) throws IOException;
}
