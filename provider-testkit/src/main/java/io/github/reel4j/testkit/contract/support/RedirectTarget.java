package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The server to which the redirects of tests point. A provider must not follow them, so it must never contact this
 * server. It responds at once, so that a wrong provider does not wait.
 */
public final class RedirectTarget implements AutoCloseable {

    private final LoopbackServer server;
    private final AtomicInteger requests = new AtomicInteger();

    private RedirectTarget(LoopbackServer server) {
        this.server = server;
    }

    /** Starts the server. */
    public static RedirectTarget start() {
        RedirectTarget target = new RedirectTarget(LoopbackServer.bind(0));
        target.server.serve((request, exchange) -> {
            target.requests.incrementAndGet();
            exchange.send(ServerResponse.json(404, "{}"));
        });
        return target;
    }

    /** Returns the URL of a path on this server. */
    public String url() {
        return server.origin() + "/elsewhere";
    }

    /** Returns how many requests have arrived. */
    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.close();
    }
}
