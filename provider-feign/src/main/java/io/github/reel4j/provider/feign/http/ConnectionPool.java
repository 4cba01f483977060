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
 * The connections of one client. It leases an idle connection that seems alive, or opens a new one; their number is not
 * limited. Thread-safe.
 */
public final class ConnectionPool implements AutoCloseable {

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Closes idle connections before servers do; most keep them for at least 30 s. */
    static final Duration MAX_IDLE_TIME = Duration.ofSeconds(20);
    /** After this time a check also waits 1 ms for the end of the connection. */
    static final Duration VALIDATE_AFTER_INACTIVITY = Duration.ofSeconds(1);

    private final Map<RequestTarget.Endpoint, Deque<PooledConnection>> idleConnections = new ConcurrentHashMap<>();
    private final ConnectionWatchdog monitor = new ConnectionWatchdog(MAX_IDLE_TIME, this::evict);
    private final DnsResolver dnsResolver = new DnsResolver(InetAddress::getAllByName);
    private volatile boolean closed;

    /**
     * Leases an open connection for one call.
     *
     * @param reuse whether an idle connection may be leased. Then the request must be repeatable and its response must
     *     identify itself, because no check proves that neither the end of the connection nor a late response is on its
     *     way
     */
    PooledConnection lease(RequestTarget.Endpoint endpoint, CallState call, boolean reuse)
            throws IOException, InterruptedException {
        refuseIfClosed(call);
        PooledConnection connection = reuse ? leaseIdle(endpoint, call) : null;
        return connection == null ? connectNew(endpoint, addresses(call), call) : connection;
    }

    private InetAddress[] addresses(CallState call) throws IOException, InterruptedException {
        try {
            return dnsResolver.resolve(call);
        } catch (IOException e) {
            refuseIfClosed(call);
            throw e;
        }
    }

    private void refuseIfClosed(CallState call) throws IOException {
        if (closed) {
            call.close();
            throw new IOException("closed");
        }
    }

    private @Nullable PooledConnection leaseIdle(RequestTarget.Endpoint endpoint, CallState call) throws IOException {
        Deque<PooledConnection> idle = idleConnections.get(endpoint);
        if (idle == null) {
            return null;
        }
        for (PooledConnection connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            if (connection.tryLease(call)) {
                if (!closed && !connection.isStale(connection.isIdleFor(VALIDATE_AFTER_INACTIVITY))) {
                    return connection;
                }
                discard(connection);
                refuseIfClosed(call);
            }
        }
        return null;
    }

    /** Opens a connection to one of these addresses for one call. The caller must {@link #discard} it. */
    public PooledConnection connectNew(RequestTarget.Endpoint endpoint, InetAddress[] addresses, CallState call)
            throws IOException {
        PooledConnection connection = new PooledConnection(endpoint, call);
        monitor.add(connection);
        boolean connected = false;
        try {
            refuseIfClosed(call);
            connect(connection, addresses, call);
            connection.startTls();
            if (connection.hasUnexpectedData()) {
                throw new MalformedResponseException("came before the request was sent");
            }
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                discard(connection);
            }
        }
    }

    /** Tries one address after the other until one connects. Each gets an equal share of the time left. */
    private static void connect(PooledConnection connection, InetAddress[] addresses, CallState call)
            throws IOException {
        CallDeadline deadline = CallDeadline.after(CONNECT_TIMEOUT);
        for (int i = 0; ; i++) {
            Duration remaining = deadline.cappedAt(Duration.ofNanos(Math.max(1, call.remainingNanos())));
            try {
                connection.connect(
                        new InetSocketAddress(
                                addresses[i], connection.endpoint().port()),
                        remaining.dividedBy(addresses.length - i));
                return;
            } catch (IOException e) {
                if (i == addresses.length - 1 || connection.isClosed()) {
                    throw e;
                }
            }
        }
    }

    /** Makes a leased connection idle, after a response that was read to its end and leaves the connection usable. */
    void release(PooledConnection connection) {
        connection.markIdle();
        idleConnections
                .computeIfAbsent(connection.endpoint(), endpoint -> new ConcurrentLinkedDeque<>())
                .addFirst(connection);
        if (closed) {
            close();
        }
    }

    /** Closes a leased connection. */
    public void discard(PooledConnection connection) {
        connection.abort();
        monitor.remove(connection);
    }

    private void evict(PooledConnection connection) {
        Deque<PooledConnection> idle = idleConnections.get(connection.endpoint());
        if (idle != null) {
            idle.remove(connection);
        }
    }

    /**
     * Closes the pool. Idle connections, unsent calls and idempotent calls end immediately; a non-idempotent call that
     * was sent is waited for. Later leases fail.
     */
    @Override
    public void close() {
        closed = true;
        dnsResolver.close();
        idleConnections.clear();
        monitor.close();
    }

    /** Returns whether {@link #close} was called. */
    public boolean isClosed() {
        return closed;
    }
}
