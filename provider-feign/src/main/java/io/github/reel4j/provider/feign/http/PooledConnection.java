package io.github.reel4j.provider.feign.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is leased to one call at a time. The thread of the call reads and writes; any other thread may
 * {@link #abort} it, which ends blocking operations on it.
 */
public final class PooledConnection {

    private enum State {
        LEASED,
        IDLE,
        CLOSED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.LEASED);
    private final ProxyRoute route;
    private final RequestUrl.Endpoint endpoint;
    private volatile @Nullable CallState currentCall;
    private volatile long idleSince;
    private volatile boolean reused;
    private volatile Duration maxIdleTime = ConnectionPool.MAX_IDLE_TIME;
    /** The TCP socket, also below TLS. Closing it never blocks. */
    private volatile Socket rawSocket = new Socket(Proxy.NO_PROXY);

    /** The attempts to connect; null before and after. */
    private volatile @Nullable AddressConnector connector;

    private @Nullable Streams streams;
    private @Nullable ResponseReader responseReader;

    /** The socket to read from, with TLS if the endpoint has it, and its output. */
    private record Streams(Socket socket, OutputStream out) {}

    /** Creates a direct connection that is not open, leased to a call. */
    public PooledConnection(RequestUrl.Endpoint endpoint, CallState call) {
        this(ProxyRoute.direct(endpoint), call);
    }

    /** Creates a connection that is not open, leased to a call. */
    PooledConnection(ProxyRoute route, CallState call) {
        this.route = route;
        this.endpoint = route.endpoint();
        this.currentCall = call;
    }

    ProxyRoute route() {
        return route;
    }

    /** Returns the TCP socket, for the exchange with a proxy before {@link #startTls}. */
    Socket rawSocket() {
        return rawSocket;
    }

    RequestUrl.Endpoint endpoint() {
        return endpoint;
    }

    /** Returns the call that it is leased to; null if it is idle. */
    @Nullable
    CallState currentCall() {
        return currentCall;
    }

    /**
     * Opens a TCP connection to the first of these addresses that accepts, as RFC 8305 describes. The addresses are
     * those of the endpoint or of a proxy. After a failure, or when the socket was closed, it can be called again.
     *
     * @param addresses at least 1
     * @param timeout for all addresses together
     */
    public void connect(List<InetSocketAddress> addresses, Duration timeout) throws IOException {
        if (addresses.size() == 1) {
            connect(addresses.get(0), timeout);
            return;
        }
        AddressConnector attempts = new AddressConnector(addresses, timeout);
        connector = attempts;
        if (isClosed()) {
            attempts.close();
        }
        rawSocket = attempts.connect();
        connector = null;
        if (isClosed()) {
            abort();
        }
    }

    private void connect(InetSocketAddress address, Duration timeout) throws IOException {
        Socket socket = new Socket(Proxy.NO_PROXY);
        boolean connected = false;
        try {
            // This also opens the socket. If it were opened by connect(), an abort() meanwhile might miss it.
            socket.setTcpNoDelay(true);
            rawSocket = socket;
            if (!isClosed()) {
                socket.connect(address, (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE - 1) + 1);
                connected = !isClosed();
            }
        } catch (SocketTimeoutException e) {
            throw new ConnectTimeoutException(timeout, e);
        } finally {
            if (!connected) {
                Closer.closeQuietly(socket);
            }
        }
        if (!connected) {
            throw new SocketException("closed while connecting");
        }
    }

    /**
     * Starts to connect to the next address if its turn has come. Never blocks.
     *
     * @return the nanoseconds until the next call
     */
    long startDueAttempt() {
        AddressConnector attempts = connector;
        return attempts == null ? Long.MAX_VALUE : attempts.startDueAttempt();
    }

    /** Runs the TLS handshake for an https endpoint, which verifies the certificate. Must precede {@link #send}. */
    public void startTls(TlsConnector tls) throws IOException {
        Socket socket = endpoint.tls() ? tls.connect(rawSocket, endpoint.host(), endpoint.port()) : rawSocket;
        streams = new Streams(socket, socket.getOutputStream());
    }

    /** Writes a request. */
    public void send(byte[] bytes) throws IOException {
        streams().out().write(bytes);
        streams().out().flush();
    }

    /** Limits each single read from now on. The deadline of the call limits all of them together. */
    public void setReadTimeout(Duration timeout) throws IOException {
        streams().socket().setSoTimeout((int) Math.max(1, timeout.toMillis()));
    }

    /** Returns the reader of responses. It is created after the first request was sent, to send that earlier. */
    public ResponseReader responseReader() throws IOException {
        ResponseReader reader = responseReader;
        if (reader == null) {
            reader = new ResponseReader(streams().socket().getInputStream());
            responseReader = reader;
        }
        return reader;
    }

    private Streams streams() {
        return Objects.requireNonNull(streams, "not open");
    }

    /** Leases the connection if it is idle. */
    public boolean tryLease(CallState call) {
        if (!state.compareAndSet(State.IDLE, State.LEASED)) {
            return false;
        }
        currentCall = call;
        reused = true;
        return true;
    }

    /** Returns whether it was leased before, so that the late response to an earlier call may still come. */
    boolean isReused() {
        return reused;
    }

    /** Ends the lease; called by the leaseholder. */
    public void markIdle() {
        idleSince = System.nanoTime(); // first, because the watchdog reads it once there is no call
        currentCall = null;
        state.compareAndSet(State.LEASED, State.IDLE);
    }

    /** Sets how long it may be idle from the next {@link #markIdle} on. */
    void setMaxIdleTime(Duration max) {
        maxIdleTime = max;
    }

    /** Returns whether it has been idle for longer than it may be. */
    boolean isExpired() {
        return isIdleFor(maxIdleTime);
    }

    boolean isIdleFor(Duration duration) {
        return System.nanoTime() - idleSince > duration.toNanos();
    }

    /**
     * Returns whether an idle connection is unusable: data has arrived that no call requested, encrypted or already
     * decrypted, or the connection is broken.
     *
     * @param thorough whether to wait 1 ms for data or the end of the connection
     */
    boolean isStale(boolean thorough) {
        try {
            return rawSocket.getInputStream().available() > 0
                    || (endpoint.tls() && streams().socket().getInputStream().available() > 0)
                    || (thorough && !isSilent(streams().socket()));
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Returns whether data has arrived before the request was sent. What TLS itself sends after its handshake does not
     * count.
     *
     * @throws SSLException if the server ended TLS with an alert
     */
    public boolean hasUnexpectedData() throws SSLException {
        if (!isStale(false)) {
            return false;
        }
        try {
            return !endpoint.tls()
                    || streams().socket().getInputStream().available() > 0
                    || !isSilent(streams().socket());
        } catch (SSLException e) {
            throw e;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isSilent(Socket socket) throws IOException {
        socket.setSoTimeout(1);
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            socket.setSoTimeout(0);
            return true;
        }
    }

    /**
     * Returns whether no byte arrives for {@code time}. The end of the connection counts as silence. It cannot be used
     * after.
     */
    boolean staysSilent(Duration time) {
        Socket socket = streams().socket();
        try {
            socket.setSoTimeout((int) time.toMillis());
            return socket.getInputStream().read() < 0;
        } catch (IOException e) { // nothing came, or the connection broke
            return true;
        }
    }

    /** Closes the connection if it is idle. Returns whether it was idle. */
    boolean closeIfIdle() {
        boolean wasIdle = state.compareAndSet(State.IDLE, State.CLOSED);
        if (wasIdle) {
            abort();
        }
        return wasIdle;
    }

    boolean isClosed() {
        return state.get() == State.CLOSED;
    }

    /** Closes the connection. Can be called from any thread at any time. */
    public void abort() {
        state.set(State.CLOSED);
        Closer.closeQuietly(connector);
        Closer.closeQuietly(rawSocket);
    }
}
