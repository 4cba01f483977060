package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.http.ProxyException.ProxyFailureReason;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Reads and writes the bytes of a proxy handshake. Reads end at a deadline. It never reads ahead, because later bytes
 * belong to the tunnel.
 */
final class ProxyHandshakeChannel {

    private final Socket socket;
    private final ProxyServer proxy;
    private final CallDeadline deadline;
    private final Duration timeout;

    /** @param timeout the whole time of the deadline, for messages */
    ProxyHandshakeChannel(Socket socket, ProxyServer proxy, CallDeadline deadline, Duration timeout) {
        this.socket = socket;
        this.proxy = proxy;
        this.deadline = deadline;
        this.timeout = timeout;
    }

    ProxyServer proxy() {
        return proxy;
    }

    void write(byte[] bytes) throws ProxyException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Reads 1 byte, 0 to 255. */
    int read() throws ProxyException {
        try {
            long millis = deadline.remaining().toMillis();
            if (millis <= 0) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw failure("closed the connection before the tunnel was established; check the proxy and its log");
            }
            return next;
        } catch (ProxyException e) {
            throw e;
        } catch (SocketTimeoutException e) {
            throw failure("did not establish a tunnel in " + TransportFailures.format(timeout)
                    + "; check the proxy, or raise reel4j.connect-timeout");
        } catch (IOException e) {
            throw broken(e);
        }
    }

    byte[] read(int count) throws ProxyException {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) read();
        }
        return bytes;
    }

    /** Ends the exchange: the socket now belongs to the tunnel, on which nothing may have arrived yet. */
    void finish() throws ProxyException {
        try {
            if (socket.getInputStream().available() > 0) {
                throw failure("sent data before the tunnel was used; check that it is a proxy of the protocol "
                        + proxy.protocol());
            }
            socket.setSoTimeout(0);
        } catch (ProxyException e) {
            throw e;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private ProxyException broken(IOException cause) {
        return failure(ProxyFailureReason.OTHER, "broke the connection before the tunnel was established", cause);
    }

    ProxyException failure(String predicate) {
        return failure(ProxyFailureReason.OTHER, predicate);
    }

    /** @param predicate completes the sentence "the proxy HOST:PORT ..." */
    ProxyException failure(ProxyFailureReason reason, String predicate) {
        return new ProxyException(reason, "the proxy " + proxy + " " + predicate);
    }

    private ProxyException failure(ProxyFailureReason reason, String predicate, Throwable cause) {
        return new ProxyException(reason, "the proxy " + proxy + " " + predicate, cause);
    }
}
