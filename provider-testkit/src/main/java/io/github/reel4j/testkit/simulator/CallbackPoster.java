package io.github.reel4j.testkit.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Posts callbacks to URLs on loopback. A callback that fails is not repeated, because no document says how often a
 * vendor retries. Thread-safe.
 */
final class CallbackPoster implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 5_000;
    // the injected clock has no timers, so due callbacks are found by polling
    private static final int POLL_INTERVAL_MILLIS = 10;

    private record PendingPost(URI to, int times, Supplier<Optional<CallbackMessage>> message) {}

    private final Queue<PendingPost> waiting = new ConcurrentLinkedQueue<>();
    private final Map<URI, URI> routes = new ConcurrentHashMap<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Posts the message {@code times} times, as soon as {@code message} supplies one. */
    void post(URI url, int times, Supplier<Optional<CallbackMessage>> message) {
        URI to = routed(url);
        if (!isLoopback(to)) {
            return;
        }
        waiting.add(new PendingPost(to, times, message));
        if (started.compareAndSet(false, true)) {
            Thread thread = new Thread(this::run, "simulator-callbacks");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Posts on the caller's thread and waits for the response. */
    void postNow(URI url, CallbackMessage message) {
        URI to = routed(url);
        if (isLoopback(to)) {
            send(to, message);
        }
    }

    /** Posts to {@code server} what is for {@code origin}. Both have a scheme, a host and perhaps a port only. */
    void route(URI origin, URI server) {
        routes.put(origin, server);
    }

    private URI routed(URI url) {
        String origin = url.getScheme() + "://" + url.getRawAuthority();
        URI server = routes.get(URI.create(origin));
        return server == null ? url : URI.create(server + url.toString().substring(origin.length()));
    }

    /** Drops all pending callbacks. */
    void clear() {
        waiting.clear();
    }

    @Override
    public void close() {
        closing.countDown();
    }

    private void run() {
        try {
            while (!closing.await(POLL_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                waiting.removeIf(CallbackPoster::postIfDue);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean postIfDue(PendingPost pending) {
        Optional<CallbackMessage> message = pending.message().get();
        message.ifPresent(each -> IntStream.range(0, pending.times()).forEach(time -> send(pending.to(), each)));
        return message.isPresent();
    }

    private static void send(URI to, CallbackMessage message) {
        byte[] bytes = message.body().getBytes(StandardCharsets.UTF_8);
        try {
            HttpURLConnection connection = (HttpURLConnection) to.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            message.headers().forEach(connection::setRequestProperty);
            connection.setDoOutput(true);
            // streaming also keeps the JDK from silently posting a second time
            connection.setFixedLengthStreamingMode(bytes.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(bytes);
            }
            connection.getResponseCode();
            connection.disconnect();
        } catch (IOException e) {
            // best effort: the client also polls
        }
    }

    /** Decides by the text alone, because resolving a host name would contact a DNS server. */
    private static boolean isLoopback(URI uri) {
        String host = String.valueOf(uri.getHost());
        return "http".equals(uri.getScheme())
                && (host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}"));
    }
}
