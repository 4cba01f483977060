package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.http.ConnectionFactory.Destination;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one client. It leases an idle connection that seems alive, or opens a new one. The number of
 * connections to one host is limited, direct ones and those through proxies together. Thread-safe.
 */
public final class ConnectionPool implements AutoCloseable {

    /** Closes idle connections before servers do; most keep them for at least 30 s. */
    static final Duration MAX_IDLE_TIME = Duration.ofSeconds(20);
    /** After this time a check also waits 1 ms for the end of the connection. */
    static final Duration VALIDATE_AFTER_INACTIVITY = Duration.ofSeconds(1);

    private final Map<ProxyRoute, Deque<PooledConnection>> idleConnections = new ConcurrentHashMap<>();
    private final ConnectionWatchdog watchdog = new ConnectionWatchdog(this::evict);
    private final ConnectionOptions options;
    private final PerHostConnectionLimit limit;
    private final ProxyRoutePlanner planner;
    private final ConnectionFactory factory;
    private volatile boolean closed;

    /** Creates a pool without connections. */
    public ConnectionPool(ConnectionOptions options) {
        this.options = options;
        this.limit = new PerHostConnectionLimit(options.maxConnectionsPerHost());
        this.planner = new ProxyRoutePlanner(options.network().proxySelector());
        this.factory = new ConnectionFactory(options);
    }

    /**
     * Leases an open connection for one call. If the maximum of connections is leased, waits until the deadline of the
     * call for one of them.
     *
     * @param reuse whether an idle connection may be leased. Then the request must be repeatable and its response must
     *     identify itself, because no check proves that neither the end of the connection nor a late response is on its
     *     way
     */
    PooledConnection lease(RequestUrl.Endpoint endpoint, CallState call, boolean reuse)
            throws IOException, InterruptedException {
        refuseIfClosed(call);
        return lease(planner.routes(endpoint), factory.hostOf(endpoint, call), call, reuse);
    }

    /** Returns whether a connection to these addresses of the endpoint may use a proxy. */
    public boolean mayUseProxy(RequestUrl.Endpoint endpoint, InetAddress... addresses) throws IOException {
        return planner.routes(endpoint, addresses).stream()
                .anyMatch(route -> route.proxy().isPresent());
    }

    /**
     * Opens a connection to one of these addresses for one call, if necessary through a proxy. The caller must
     * {@link #discard} it.
     *
     * @param addresses if empty, the proxy resolves the name of the endpoint, and no direct connection is made
     */
    public PooledConnection connectNew(RequestUrl.Endpoint endpoint, InetAddress[] addresses, CallState call)
            throws IOException, InterruptedException {
        refuseIfClosed(call);
        return lease(planner.routes(endpoint, addresses), ConnectionFactory.checked(endpoint, addresses), call, false);
    }

    /**
     * Leases a connection over one of these routes, which lead to the same endpoint. It counts against the limit from
     * here to {@link #release} or {@link #discard}, or to the failure of this method.
     */
    private PooledConnection lease(List<ProxyRoute> routes, Destination destination, CallState call, boolean reuse)
            throws IOException, InterruptedException {
        RequestUrl.Endpoint endpoint = routes.get(0).endpoint();
        limit.acquire(endpoint, call);
        @Nullable PooledConnection leased = null;
        try {
            leased = reuse ? leaseIdle(routes, call) : null;
            if (leased == null) {
                refuseIfClosed(call);
                closeSurplusIdle(endpoint);
                leased = open(routes, destination, call);
            }
            return leased;
        } finally {
            if (leased == null) {
                limit.release(endpoint);
            }
        }
    }

    private void refuseIfClosed(CallState call) throws IOException {
        if (closed) {
            call.close();
            throw new IOException("closed");
        }
    }

    private @Nullable PooledConnection leaseIdle(List<ProxyRoute> routes, CallState call) throws IOException {
        for (ProxyRoute route : routes) {
            Deque<PooledConnection> idle = idleConnections.get(route);
            PooledConnection connection = idle == null ? null : idle.pollFirst();
            while (idle != null && connection != null) {
                if (connection.tryLease(call)) {
                    if (isUsable(connection)) {
                        return connection;
                    }
                    close(connection);
                    refuseIfClosed(call);
                }
                connection = idle.pollFirst();
            }
        }
        return null;
    }

    private boolean isUsable(PooledConnection leased) {
        return !closed && !leased.isExpired() && !leased.isStale(leased.isIdleFor(VALIDATE_AFTER_INACTIVITY));
    }

    /** Closes idle connections over any route, so that there is room for the one that is about to be opened. */
    private void closeSurplusIdle(RequestUrl.Endpoint endpoint) {
        for (Map.Entry<ProxyRoute, Deque<PooledConnection>> each : idleConnections.entrySet()) {
            while (each.getKey().endpoint().equals(endpoint) && countIdle(endpoint) > limit.maxIdle(endpoint)) {
                PooledConnection oldest = each.getValue().pollLast();
                if (oldest == null) {
                    break;
                }
                if (oldest.closeIfIdle()) {
                    watchdog.remove(oldest);
                }
            }
        }
    }

    private int countIdle(RequestUrl.Endpoint endpoint) {
        int count = 0;
        for (Map.Entry<ProxyRoute, Deque<PooledConnection>> each : idleConnections.entrySet()) {
            count += each.getKey().endpoint().equals(endpoint) ? each.getValue().size() : 0;
        }
        return count;
    }

    /** Opens a connection over the first route whose proxy can be reached. */
    private PooledConnection open(List<ProxyRoute> routes, Destination destination, CallState call)
            throws IOException, InterruptedException {
        for (int i = 0; ; i++) {
            try {
                return open(routes.get(i), destination, call);
            } catch (ProxyException e) {
                if (e.reason() != ProxyException.ProxyFailureReason.PROXY_UNREACHABLE) {
                    throw e;
                }
                boolean ended = call.remainingNanos() <= 0 || call.isInterrupted() || closed;
                if (!ended) { // else the proxy is not the cause
                    planner.connectFailed(routes.get(i), e);
                }
                if (ended || i == routes.size() - 1) {
                    throw e;
                }
            }
        }
    }

    private PooledConnection open(ProxyRoute route, Destination destination, CallState call)
            throws IOException, InterruptedException {
        PooledConnection connection = new PooledConnection(route, call);
        boolean opened = false;
        try {
            watchdog.add(connection);
            refuseIfClosed(call);
            factory.open(connection, destination, call);
            opened = true;
            return connection;
        } catch (IOException e) {
            refuseIfClosed(call); // close() is the cause of a failure that comes after it
            throw e;
        } finally {
            if (!opened) {
                close(connection);
            }
        }
    }

    /**
     * Makes a leased connection idle, after a response that was read to its end and leaves the connection usable.
     *
     * @param headers of the response, whose {@code Keep-Alive} may shorten the idle time
     */
    void release(PooledConnection connection, Map<String, List<String>> headers) {
        connection.setMaxIdleTime(KeepAliveHeader.idleTime(headers, options.idleTimeout()));
        connection.markIdle();
        idleConnections
                .computeIfAbsent(connection.route(), route -> new ConcurrentLinkedDeque<>())
                .addFirst(connection);
        limit.release(connection.endpoint());
        if (closed) {
            close();
        }
    }

    /** Closes a leased connection. */
    public void discard(PooledConnection connection) {
        if (close(connection)) {
            limit.release(connection.endpoint());
        }
    }

    private boolean close(PooledConnection connection) {
        connection.abort();
        return watchdog.remove(connection);
    }

    private void evict(PooledConnection connection) {
        Deque<PooledConnection> idle = idleConnections.get(connection.route());
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
        factory.close();
        limit.close();
        idleConnections.clear();
        watchdog.close();
    }

    /** Returns whether {@link #close} was called. */
    public boolean isClosed() {
        return closed;
    }
}
