package io.github.reel4j.project;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy on loopback for CONNECT and SOCKS 5. It connects to 127.0.0.1 instead of the requested host, and logs all
 * bytes that clients send.
 */
final class TunnelProxy implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final String credentials;

    /** @param credentials {@code user:password}; empty if none are demanded */
    TunnelProxy(String credentials) throws IOException {
        this.credentials = credentials;
        daemon(() -> {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Returns the setting that selects the proxy, for this scheme. */
    String url(String scheme) {
        return scheme + "://" + (credentials.isEmpty() ? "" : credentials + "@") + "127.0.0.1:"
                + listener.getLocalPort();
    }

    List<String> targets() {
        return new ArrayList<>(targets);
    }

    synchronized String log() {
        return log.toString(StandardCharsets.ISO_8859_1);
    }

    private synchronized void record(byte[] bytes, int count) {
        log.write(bytes, 0, count);
    }

    private byte[] read(Socket socket, int count) throws IOException {
        byte[] bytes = socket.getInputStream().readNBytes(count);
        record(bytes, bytes.length);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            if (read(socket, 1)[0] == 5) {
                socks(socket);
            } else {
                connect(socket);
            }
        }
    }

    private void connect(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) read(socket, 1)[0]);
        }
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        if (!credentials.isEmpty() && !head.toString().contains("Proxy-Authorization: Basic " + basic + "\r\n")) {
            send(socket, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=x\r\n\r\n");
            return;
        }
        URI target = URI.create("//" + head.toString().split(" ", 3)[1]);
        relay(socket, target.getHost(), target.getPort(), "HTTP/1.1 200 Connection established\r\n\r\n");
    }

    private void socks(Socket socket) throws IOException {
        read(socket, read(socket, 1)[0]);
        send(socket, credentials.isEmpty() ? "\5\0" : "\5\2");
        if (!credentials.isEmpty()) {
            read(socket, 1);
            String sent = text(socket) + ":" + text(socket);
            send(socket, sent.equals(credentials) ? "\1\0" : "\1\1");
        }
        read(socket, 4);
        String host = text(socket);
        byte[] port = read(socket, 2);
        relay(socket, host, ((port[0] & 0xff) << 8) + (port[1] & 0xff), "\5\0\0\1\0\0\0\0\0\0");
    }

    private String text(Socket socket) throws IOException {
        return new String(read(socket, read(socket, 1)[0]), StandardCharsets.UTF_8);
    }

    private void relay(Socket client, String host, int port, String established) throws IOException {
        targets.add(host + ":" + port);
        try (Socket vendor = new Socket(InetAddress.getLoopbackAddress(), port)) {
            sockets.add(vendor);
            send(client, established);
            daemon(() -> {
                vendor.getInputStream().transferTo(client.getOutputStream());
                client.shutdownOutput();
            });
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                record(buffer, read);
                vendor.getOutputStream().write(buffer, 0, read);
            }
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One of the ends was closed.
                    }
                },
                "tunnel-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
