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
 * One connection, lent to one exchange at a time. Its user reads and writes; any other thread may {@link #abort} it, which ends
 * whatever blocks on it.
 */
public final class PooledConnection {

    private enum State {
        LEASED,
        IDLE,
        CLOSED
    }

    private final AtomicReference<State> status = new AtomicReference<>(State.LEASED);
    private final RequestTarget.Endpoint endpoint;
    private volatile @Nullable Call currentCall;
    private volatile long idleSince;
    private volatile boolean used;
    /** The one that carries TLS, if there is TLS: closing it never waits for anybody. */
    private volatile Socket rawSocket = new Socket(Proxy.NO_PROXY);

    private @Nullable Streams stream;
    private @Nullable ResponseReader responseReader;

    /** What is read and written once the connection stands. */
    private record Streams(Socket socket, OutputStream out) {}

    public PooledConnection(RequestTarget.Endpoint endpoint, Call user) {
        this.endpoint = endpoint;
        this.currentCall = user;
    }

    RequestTarget.Endpoint origin() {
        return endpoint;
    }

    /** Who uses it now, or used it last. */
    @Nullable
    Call currentCall() {
        return currentCall;
    }

    /** Connects, without any proxy; to be called again, for another address, only after it failed. */
    public void connect(InetSocketAddress address, Duration limit) throws IOException {
        if (rawSocket.isClosed()) {
            rawSocket = new Socket(Proxy.NO_PROXY);
        }
        if (isClosed()) {
            abort();
        }
        try {
            rawSocket.connect(address, (int) limit.toMillis() + 1);
        } catch (IOException e) {
            rawSocket.close();
            throw e;
        }
    }

    /** Agrees on TLS if the origin wants it, which proves who is at the other end; only then can anything be sent. */
    public void startTls() throws IOException {
        rawSocket.setTcpNoDelay(true);
        Socket socket = endpoint.tls() ? tlsSocket() : rawSocket;
        stream = new Streams(socket, socket.getOutputStream());
    }

    private Socket tlsSocket() throws IOException {
        SSLSocket secured = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(rawSocket, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    public void send(byte[] bytes) throws IOException {
        stream().out().write(bytes);
        stream().out().flush();
    }

    /** Bounds every single read from now on; the exchange bounds all of them together. */
    public void setReadTimeout(Duration silence) throws IOException {
        stream().socket().setSoTimeout((int) Math.max(1, silence.toMillis()));
    }

    /** Made when the first request has left: on its way nothing waits for this. */
    public ResponseReader responseReader() throws IOException {
        ResponseReader reader = responseReader;
        if (reader == null) {
            reader = new ResponseReader(stream().socket().getInputStream());
            responseReader = reader;
        }
        return reader;
    }

    private Streams stream() {
        return Objects.requireNonNull(stream, "not open");
    }

    /** Makes it the exchange's, unless somebody else was faster. */
    public boolean tryLease(Call call) {
        if (!status.compareAndSet(State.IDLE, State.LEASED)) {
            return false;
        }
        currentCall = call;
        used = true;
        return true;
    }

    /** Whether another exchange had it before, a late reply to which may still come. */
    boolean hasBeenUsed() {
        return used;
    }

    /** To be called by its user, who is done with it. */
    public void markIdle() {
        currentCall = null;
        idleSince = System.nanoTime();
        status.compareAndSet(State.LEASED, State.IDLE);
    }

    boolean isIdleFor(Duration limit) {
        return System.nanoTime() - idleSince > limit.toNanos();
    }

    /**
     * Whether nothing came that nobody asked for: neither encrypted nor, of a record that was read in part, decrypted. The end of the
     * connection counts as well if a millisecond is to be waited for either.
     */
    boolean isStale(boolean patiently) {
        try {
            return rawSocket.getInputStream().available() == 0
                    && (!endpoint.tls() || stream().socket().getInputStream().available() == 0)
                    && (!patiently || isSilent(stream().socket()));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether no reply came before anything was asked. What TLS itself sends after its handshake is none. */
    public boolean isUnspoken() {
        if (isStale(false)) {
            return true;
        }
        try {
            return endpoint.tls()
                    && stream().socket().getInputStream().available() == 0
                    && isSilent(stream().socket());
        } catch (IOException e) {
            return false;
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

    /** Returns whether no byte arrives for {@code time}; the end of the connection counts as silence. Its user gives it up then. */
    boolean staysSilent(Duration time) {
        Socket socket = stream().socket();
        try {
            socket.setSoTimeout((int) time.toMillis());
            return socket.getInputStream().read() < 0;
        } catch (IOException e) { // nothing came, or the connection broke
            return true;
        }
    }

    /** Closes it if it is idle; true if it was. */
    boolean closeIfIdle() {
        boolean was = status.compareAndSet(State.IDLE, State.CLOSED);
        if (was) {
            abort();
        }
        return was;
    }

    boolean isClosed() {
        return status.get() == State.CLOSED;
    }

    /** Closes it for good. Safe to call from any thread at any time. */
    public void abort() {
        status.set(State.CLOSED);
        try {
            rawSocket.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
