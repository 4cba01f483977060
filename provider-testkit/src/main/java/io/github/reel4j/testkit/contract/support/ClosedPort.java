package io.github.reel4j.testkit.contract.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A port on loopback that is bound but does not listen: connections are refused, and no process can get the port. */
public final class ClosedPort implements AutoCloseable {

    private final Socket bound;

    private ClosedPort(Socket bound) {
        this.bound = bound;
    }

    /** Binds any free port. */
    public static ClosedPort any() throws IOException {
        return of(0);
    }

    /** Binds a port that a server has just closed. */
    public static ClosedPort of(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new ClosedPort(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Returns scheme, host and port. */
    public URI origin() {
        return URI.create("http://127.0.0.1:" + bound.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }
}
