package io.github.reel4j.provider.feign;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the connections of one client: lends an idle one that seems alive, or opens another. As many are open as there are callers.
 * Thread-safe.
 */
final class Lines implements AutoCloseable {

    static final Duration MAX_CONNECT = Duration.ofSeconds(10);
    /** Servers close idle connections, few before 30 seconds; the one that does so first must not be the one that is asked. */
    static final Duration LONGEST_IDLE = Duration.ofSeconds(20);
    /** So lately used that a look will do; longer, and the end of the connection is waited for. */
    static final Duration FRESH = Duration.ofSeconds(1);

    private final Map<Target.Origin, Deque<Line>> idle = new ConcurrentHashMap<>();
    private final Watch watch = new Watch(LONGEST_IDLE, this::forget);
    private final Names names = new Names(InetAddress::getAllByName);
    private volatile boolean closed;

    /**
     * A line for one exchange, connected.
     *
     * @param shared whether a used one will do: the request may be made again, should the server close the line just then, and its reply
     *     proves to be its own. No look at a used line can prove that neither its end nor a late reply is on the way
     */
    Line lend(Target.Origin origin, Exchange exchange, boolean shared) throws IOException, InterruptedException {
        refuseIfClosed(exchange);
        Line line = shared ? idle(origin, exchange) : null;
        return line == null ? dial(origin, addresses(exchange), exchange) : line;
    }

    private InetAddress[] addresses(Exchange exchange) throws IOException, InterruptedException {
        try {
            return names.resolve(exchange);
        } catch (IOException e) {
            refuseIfClosed(exchange);
            throw e;
        }
    }

    private void refuseIfClosed(Exchange exchange) throws IOException {
        if (closed) {
            exchange.close();
            throw new IOException("closed");
        }
    }

    private @Nullable Line idle(Target.Origin origin, Exchange exchange) throws IOException {
        Deque<Line> lines = idle.get(origin);
        if (lines == null) {
            return null;
        }
        for (Line line = lines.pollFirst(); line != null; line = lines.pollFirst()) {
            if (line.lend(exchange)) {
                if (!closed && line.isQuiet(line.hasBeenIdleFor(FRESH))) {
                    return line;
                }
                discard(line);
                refuseIfClosed(exchange);
            }
        }
        return null;
    }

    /** A new line to one of these addresses and no other, for one exchange; to be given to {@link #discard} in the end. */
    Line dial(Target.Origin origin, InetAddress[] addresses, Exchange exchange) throws IOException {
        Line line = new Line(origin, exchange);
        watch.add(line);
        boolean connected = false;
        try {
            refuseIfClosed(exchange);
            connect(line, addresses, exchange);
            line.open();
            if (!line.isUnspoken()) {
                throw new UnusableReply("came before anything was asked");
            }
            connected = true;
            return line;
        } finally {
            if (!connected) {
                discard(line);
            }
        }
    }

    /** One address after the other, each with its share of what is left; the first that answers is taken. */
    private static void connect(Line line, InetAddress[] addresses, Exchange exchange) throws IOException {
        Countdown countdown = Countdown.of(MAX_CONNECT);
        for (int i = 0; ; i++) {
            Duration left = countdown.atMost(Duration.ofNanos(Math.max(1, exchange.left())));
            try {
                line.connect(
                        new InetSocketAddress(addresses[i], line.origin().port()),
                        left.dividedBy(addresses.length - i));
                return;
            } catch (IOException e) {
                if (i == addresses.length - 1 || line.isCut()) {
                    throw e;
                }
            }
        }
    }

    /** Takes back what {@link #lend} gave, after a reply that was read to its end and leaves the line usable. */
    void giveBack(Line line) {
        line.rest();
        idle.computeIfAbsent(line.origin(), origin -> new ConcurrentLinkedDeque<>())
                .addFirst(line);
        if (closed) {
            close();
        }
    }

    /** Takes back what {@link #lend} gave, to be used by nobody any more. */
    void discard(Line line) {
        line.cut();
        watch.remove(line);
    }

    private void forget(Line line) {
        Deque<Line> lines = idle.get(line.origin());
        if (lines != null) {
            lines.remove(line);
        }
    }

    /** Ends at once what is idle, what is not sent yet and what only asks; nothing is lent any more. An order that was sent is waited for. */
    @Override
    public void close() {
        closed = true;
        names.close();
        idle.clear();
        watch.close();
    }

    boolean isClosed() {
        return closed;
    }
}
