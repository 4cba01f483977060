package io.github.reel4j.provider.feign.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port with a full backlog, so that the next connection attempt gets no response. */
public final class FullPort implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Socket> waiting = new ArrayList<>();

    FullPort() throws IOException {
        this(InetAddress.getLoopbackAddress(), 0);
    }

    /** @param port 0 for any */
    public FullPort(InetAddress address, int port) throws IOException {
        listener = new ServerSocket(port, 1, address);
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                socket.connect(listener.getLocalSocketAddress(), 200);
            }
            throw new IllegalStateException("the queue does not fill up");
        } catch (SocketTimeoutException e) {
            // Full.
        }
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/";
    }

    /** Returns its address, with the IP address as the host. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        listener.close();
    }
}
