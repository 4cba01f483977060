package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server on loopback that records its requests and gives each the same response. Thread-safe. */
public final class RecordingServer implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 10;

    private final LoopbackServer server = LoopbackServer.bind(0);
    private final BlockingQueue<ReceivedRequest> requests = new LinkedBlockingQueue<>();

    /** Starts the server. */
    public RecordingServer(ServerResponse response) {
        server.serve((request, exchange) -> {
            requests.add(request);
            exchange.send(response);
        });
    }

    /** Returns scheme, host and port. */
    public URI origin() {
        return server.origin();
    }

    /** Returns the requests that were not taken yet. */
    public List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Takes the next request; null if none arrives within 10 s. */
    public @Nullable ReceivedRequest await() {
        try {
            return requests.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
