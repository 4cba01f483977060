package io.github.reel4j.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.reel4j.CallbackReceiver;
import io.github.reel4j.CallbackResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Receives callbacks on 127.0.0.1 with the JDK's HTTP server, without TLS. */
final class CallbackListener implements AutoCloseable {

    private static final int THREADS = 4;
    private static final Duration MAX_REQUEST_TIME = Duration.ofSeconds(5);

    private final HttpServer server;
    private final Duration maxRequestTime;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "reel-callbacks");
        thread.setDaemon(true);
        return thread;
    });

    private CallbackListener(HttpServer server, Duration maxRequestTime) {
        this.server = server;
        this.maxRequestTime = maxRequestTime;
    }

    /**
     * Opens the port. Connections wait until {@link #serve} is called.
     *
     * @param port 1 to 65535, or 0 for any free port
     * @throws CliException if the port cannot be opened
     */
    static CallbackListener bind(int port) {
        return bind(port, MAX_REQUEST_TIME);
    }

    static CallbackListener bind(int port, Duration maxRequestTime) {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
            return new CallbackListener(server, maxRequestTime);
        } catch (IOException e) {
            throw new CliException(
                    ExitCodes.USAGE,
                    "--listen: port " + port + " cannot be opened ("
                            + e.getClass().getSimpleName()
                            + "); another program may use it. Choose another port. Nothing was ordered, nothing was"
                            + " billed.");
        }
    }

    /** Returns the URL that reaches this server from this machine. */
    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Handles one callback request, like {@link CallbackReceiver#receive}. */
    interface Receiver {
        CallbackResponse receive(String path, Map<String, List<String>> headers, byte[] body);
    }

    /**
     * Starts to accept requests.
     *
     * @param onResponse called after each request with the response that was sent
     */
    void serve(Receiver receiver, Consumer<CallbackResponse> onResponse) {
        server.createContext("/", exchange -> onResponse.accept(respond(exchange, receiver)));
        server.setExecutor(threads);
        server.start();
    }

    /** Closes connections that send their request too slowly, because there are few threads. */
    private CallbackResponse respond(HttpExchange exchange, Receiver receiver) throws IOException {
        Future<?> timeout = threads.schedule(exchange::close, maxRequestTime.toMillis(), TimeUnit.MILLISECONDS);
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(CallbackReceiver.MAX_BODY_BYTES + 1);
            CallbackResponse response = exchange.getRequestMethod().equals("POST")
                    ? receiver.receive(exchange.getRequestURI().getRawPath(), exchange.getRequestHeaders(), body)
                    : CallbackResponse.NOT_FOUND;
            exchange.sendResponseHeaders(response.httpStatus(), -1);
            return response;
        } finally {
            timeout.cancel(false);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
