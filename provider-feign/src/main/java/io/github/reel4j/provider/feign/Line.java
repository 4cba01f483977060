package io.github.reel4j.provider.feign;

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
 * One connection, lent to one exchange at a time. Its user reads and writes; any other thread may {@link #cut} it, which ends
 * whatever blocks on it.
 */
final class Line {

    private enum Status {
        LENT,
        IDLE,
        CUT
    }

    private final AtomicReference<Status> status = new AtomicReference<>(Status.LENT);
    private final Target.Origin origin;
    private volatile @Nullable Exchange user;
    private volatile long idleSince;
    private volatile boolean used;
    /** The one that carries TLS, if there is TLS: closing it never waits for anybody. */
    private volatile Socket tcp = new Socket(Proxy.NO_PROXY);

    private @Nullable Stream stream;
    private @Nullable ReplyReader replies;

    /** What is read and written once the connection stands. */
    private record Stream(Socket socket, OutputStream out) {}

    Line(Target.Origin origin, Exchange user) {
        this.origin = origin;
        this.user = user;
    }

    Target.Origin origin() {
        return origin;
    }

    /** Who uses it now, or used it last. */
    @Nullable
    Exchange user() {
        return user;
    }

    /** Connects, without any proxy; to be called again, for another address, only after it failed. */
    void connect(InetSocketAddress address, Duration limit) throws IOException {
        if (tcp.isClosed()) {
            tcp = new Socket(Proxy.NO_PROXY);
        }
        if (isCut()) {
            cut();
        }
        try {
            tcp.connect(address, (int) limit.toMillis() + 1);
        } catch (IOException e) {
            tcp.close();
            throw e;
        }
    }

    /** Agrees on TLS if the origin wants it, which proves who is at the other end; only then can anything be sent. */
    void open() throws IOException {
        tcp.setTcpNoDelay(true);
        Socket socket = origin.tls() ? secured() : tcp;
        stream = new Stream(socket, socket.getOutputStream());
    }

    private Socket secured() throws IOException {
        SSLSocket secured = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(tcp, origin.host(), origin.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    void send(byte[] bytes) throws IOException {
        stream().out().write(bytes);
        stream().out().flush();
    }

    /** Bounds every single read from now on; the exchange bounds all of them together. */
    void boundReads(Duration silence) throws IOException {
        stream().socket().setSoTimeout((int) Math.max(1, silence.toMillis()));
    }

    /** Made when the first request has left: on its way nothing waits for this. */
    ReplyReader replies() throws IOException {
        ReplyReader reader = replies;
        if (reader == null) {
            reader = new ReplyReader(stream().socket().getInputStream());
            replies = reader;
        }
        return reader;
    }

    private Stream stream() {
        return Objects.requireNonNull(stream, "not open");
    }

    /** Makes it the exchange's, unless somebody else was faster. */
    boolean lend(Exchange exchange) {
        if (!status.compareAndSet(Status.IDLE, Status.LENT)) {
            return false;
        }
        user = exchange;
        used = true;
        return true;
    }

    /** Whether another exchange had it before, a late reply to which may still come. */
    boolean hasBeenUsed() {
        return used;
    }

    /** To be called by its user, who is done with it. */
    void rest() {
        user = null;
        idleSince = System.nanoTime();
        status.compareAndSet(Status.LENT, Status.IDLE);
    }

    boolean hasBeenIdleFor(Duration limit) {
        return System.nanoTime() - idleSince > limit.toNanos();
    }

    /**
     * Whether nothing came that nobody asked for: neither encrypted nor, of a record that was read in part, decrypted. The end of the
     * connection counts as well if a millisecond is to be waited for either.
     */
    boolean isQuiet(boolean patiently) {
        try {
            return tcp.getInputStream().available() == 0
                    && (!origin.tls() || stream().socket().getInputStream().available() == 0)
                    && (!patiently || staysQuiet(stream().socket()));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether no reply came before anything was asked. What TLS itself sends after its handshake is none. */
    boolean isUnspoken() {
        if (isQuiet(false)) {
            return true;
        }
        try {
            return origin.tls()
                    && stream().socket().getInputStream().available() == 0
                    && staysQuiet(stream().socket());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean staysQuiet(Socket socket) throws IOException {
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
    boolean cutIfIdle() {
        boolean was = status.compareAndSet(Status.IDLE, Status.CUT);
        if (was) {
            cut();
        }
        return was;
    }

    boolean isCut() {
        return status.get() == Status.CUT;
    }

    /** Closes it for good. Safe to call from any thread at any time. */
    void cut() {
        status.set(Status.CUT);
        try {
            tcp.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
