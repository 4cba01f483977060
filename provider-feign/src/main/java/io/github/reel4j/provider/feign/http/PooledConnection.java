package io.github.reel4j.provider.feign.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
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
    private final RequestTarget.Endpoint endpoint;
    private volatile @Nullable CallState currentCall;
    private volatile long idleSince;
    private volatile boolean reused;
    /** The TCP socket, also below TLS. Closing it never blocks. */
    private volatile Socket rawSocket = new Socket(Proxy.NO_PROXY);

    private @Nullable Streams streams;
    private @Nullable ResponseReader responseReader;

    /** The socket to read from, with TLS if the endpoint has it, and its output. */
    private record Streams(Socket socket, OutputStream out) {}

    /** Creates a connection that is not open, leased to a call. */
    public PooledConnection(RequestTarget.Endpoint endpoint, CallState call) {
        this.endpoint = endpoint;
        this.currentCall = call;
    }

    RequestTarget.Endpoint endpoint() {
        return endpoint;
    }

    /** Returns the call that it is leased to; null if it is idle. */
    @Nullable
    CallState currentCall() {
        return currentCall;
    }

    /** Connects without a proxy. After a failure it can be called again with another address. */
    public void connect(InetSocketAddress address, Duration timeout) throws IOException {
        if (rawSocket.isClosed()) {
            rawSocket = new Socket(Proxy.NO_PROXY);
        }
        if (isClosed()) {
            abort();
        }
        try {
            rawSocket.connect(address, (int) timeout.toMillis() + 1);
        } catch (IOException e) {
            rawSocket.close();
            throw e;
        }
    }

    /** Runs the TLS handshake for an https endpoint, which verifies the certificate. Must precede {@link #send}. */
    public void startTls() throws IOException {
        rawSocket.setTcpNoDelay(true);
        Socket socket = endpoint.tls() ? tlsSocket() : rawSocket;
        streams = new Streams(socket, socket.getOutputStream());
    }

    private Socket tlsSocket() throws IOException {
        SSLSocket tls = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(rawSocket, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
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
        currentCall = null;
        idleSince = System.nanoTime();
        state.compareAndSet(State.LEASED, State.IDLE);
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
     */
    public boolean hasUnexpectedData() {
        if (!isStale(false)) {
            return false;
        }
        try {
            return !endpoint.tls()
                    || streams().socket().getInputStream().available() > 0
                    || !isSilent(streams().socket());
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
        try {
            rawSocket.close();
        } catch (IOException e) {
            // The connection is unusable either way.
        }
    }
}
