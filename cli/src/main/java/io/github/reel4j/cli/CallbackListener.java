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

/** Takes callbacks with the JDK's own web server, plain HTTP on this machine, while an order is waited for. */
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

    private CallbackListener(HttpServer server, Duration longestRequest) {
        this.server = server;
        this.maxRequestTime = longestRequest;
    }

    /**
     * Takes the port; connections wait until {@link #serve}.
     *
     * @param port 1 to 65535, or 0 for any free one
     */
    static CallbackListener bind(int port) {
        return bind(port, MAX_REQUEST_TIME);
    }

    static CallbackListener bind(int port, Duration longestRequest) {
        try {
            InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(here, port), 0);
            return new CallbackListener(server, longestRequest);
        } catch (IOException e) {
            throw new CliException(
                    ExitCodes.USAGE,
                    "port " + port + " cannot be had; something else listens there. Choose another --listen."
                            + " Nothing was ordered, nothing was billed.");
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Who is handed what comes, as {@link CallbackReceiver#receive} is. */
    interface Receiver {
        CallbackResponse receive(String path, Map<String, List<String>> headers, byte[] body);
    }

    /** Hands requests to {@code intake}; {@code taken} hears what came of each. */
    void serve(Receiver intake, Consumer<CallbackResponse> taken) {
        server.createContext("/", exchange -> taken.accept(respond(exchange, intake)));
        server.setExecutor(threads);
        server.start();
    }

    /** Who sends its request slowly is cut off, for there are few threads. */
    private CallbackResponse respond(HttpExchange exchange, Receiver intake) throws IOException {
        Future<?> cut = threads.schedule(exchange::close, maxRequestTime.toMillis(), TimeUnit.MILLISECONDS);
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(CallbackReceiver.MAX_BODY_BYTES + 1);
            CallbackResponse outcome = exchange.getRequestMethod().equals("POST")
                    ? intake.receive(exchange.getRequestURI().getRawPath(), exchange.getRequestHeaders(), body)
                    : CallbackResponse.NOT_FOUND;
            exchange.sendResponseHeaders(outcome.httpStatus(), -1);
            return outcome;
        } finally {
            cut.cancel(false);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
