package io.github.reel4j.provider.feign.http;

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
public final class ConnectionPool implements AutoCloseable {

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Servers close idle connections, few before 30 seconds; the one that does so first must not be the one that is asked. */
    static final Duration MAX_IDLE_TIME = Duration.ofSeconds(20);
    /** So lately used that a look will do; longer, and the end of the connection is waited for. */
    static final Duration VALIDATE_AFTER_INACTIVITY = Duration.ofSeconds(1);

    private final Map<RequestTarget.Endpoint, Deque<PooledConnection>> leaseIdle = new ConcurrentHashMap<>();
    private final ConnectionMonitor monitor = new ConnectionMonitor(MAX_IDLE_TIME, this::evict);
    private final DnsResolver dnsResolver = new DnsResolver(InetAddress::getAllByName);
    private volatile boolean closed;

    /**
     * A line for one exchange, connected.
     *
     * @param shared whether a used one will do: the request may be made again, should the server close the line just then, and its reply
     *     proves to be its own. No look at a used line can prove that neither its end nor a late reply is on the way
     */
    PooledConnection lease(RequestTarget.Endpoint endpoint, Call call, boolean shared)
            throws IOException, InterruptedException {
        refuseIfClosed(call);
        PooledConnection connection = shared ? leaseIdle(endpoint, call) : null;
        return connection == null ? connectNew(endpoint, addresses(call), call) : connection;
    }

    private InetAddress[] addresses(Call call) throws IOException, InterruptedException {
        try {
            return dnsResolver.resolve(call);
        } catch (IOException e) {
            refuseIfClosed(call);
            throw e;
        }
    }

    private void refuseIfClosed(Call call) throws IOException {
        if (closed) {
            call.close();
            throw new IOException("closed");
        }
    }

    private @Nullable PooledConnection leaseIdle(RequestTarget.Endpoint endpoint, Call call) throws IOException {
        Deque<PooledConnection> lines = leaseIdle.get(endpoint);
        if (lines == null) {
            return null;
        }
        for (PooledConnection connection = lines.pollFirst(); connection != null; connection = lines.pollFirst()) {
            if (connection.tryLease(call)) {
                if (!closed && connection.isStale(connection.isIdleFor(VALIDATE_AFTER_INACTIVITY))) {
                    return connection;
                }
                discard(connection);
                refuseIfClosed(call);
            }
        }
        return null;
    }

    /** A new line to one of these addresses and no other, for one exchange; to be given to {@link #discard} in the end. */
    public PooledConnection connectNew(RequestTarget.Endpoint endpoint, InetAddress[] addresses, Call call)
            throws IOException {
        PooledConnection connection = new PooledConnection(endpoint, call);
        monitor.add(connection);
        boolean connected = false;
        try {
            refuseIfClosed(call);
            connect(connection, addresses, call);
            connection.startTls();
            if (!connection.isUnspoken()) {
                throw new MalformedResponseException("came before anything was asked");
            }
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                discard(connection);
            }
        }
    }

    /** One address after the other, each with its share of what is left; the first that answers is taken. */
    private static void connect(PooledConnection connection, InetAddress[] addresses, Call call) throws IOException {
        CallDeadline deadline = CallDeadline.of(CONNECT_TIMEOUT);
        for (int i = 0; ; i++) {
            Duration left = deadline.cappedAt(Duration.ofNanos(Math.max(1, call.remainingNanos())));
            try {
                connection.connect(
                        new InetSocketAddress(addresses[i], connection.origin().port()),
                        left.dividedBy(addresses.length - i));
                return;
            } catch (IOException e) {
                if (i == addresses.length - 1 || connection.isClosed()) {
                    throw e;
                }
            }
        }
    }

    /** Takes back what {@link #lease} gave, after a reply that was read to its end and leaves the line usable. */
    void release(PooledConnection connection) {
        connection.markIdle();
        leaseIdle
                .computeIfAbsent(connection.origin(), endpoint -> new ConcurrentLinkedDeque<>())
                .addFirst(connection);
        if (closed) {
            close();
        }
    }

    /** Takes back what {@link #lease} gave, to be used by nobody any more. */
    public void discard(PooledConnection connection) {
        connection.abort();
        monitor.remove(connection);
    }

    private void evict(PooledConnection connection) {
        Deque<PooledConnection> lines = leaseIdle.get(connection.origin());
        if (lines != null) {
            lines.remove(connection);
        }
    }

    /** Ends at once what is idle, what is not sent yet and what only asks; nothing is lent any more. An order that was sent is waited for. */
    @Override
    public void close() {
        closed = true;
        dnsResolver.close();
        leaseIdle.clear();
        monitor.close();
    }

    public boolean isClosed() {
        return closed;
    }
}
