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
     * @param repeatable whether the request may be made again, should the server close the line just then. If not, it gets a line of its
     *     own: no look at a used one can prove that its end is not on the way
     */
    Line lend(Target.Origin origin, Exchange exchange, boolean repeatable) throws IOException, InterruptedException {
        if (closed) {
            throw new IOException("closed");
        }
        Line line = repeatable ? idle(origin, exchange) : null;
        return line == null ? dial(origin, names.resolve(exchange), exchange) : line;
    }

    private @Nullable Line idle(Target.Origin origin, Exchange exchange) {
        Deque<Line> lines = idle.get(origin);
        if (lines == null) {
            return null;
        }
        for (Line line = lines.pollFirst(); line != null; line = lines.pollFirst()) {
            if (line.lend(exchange)) {
                if (line.isQuiet(line.hasBeenIdleFor(FRESH))) {
                    return line;
                }
                discard(line);
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
            connect(line, addresses, exchange);
            line.open();
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

    /** Closes what is idle at once and the rest after its use; nothing is lent any more. */
    @Override
    public void close() {
        closed = true;
        idle.clear();
        watch.cutIdle();
    }
}
