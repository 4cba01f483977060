package io.github.reel4j.provider.feign.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on loopback for CONNECT and SOCKS 5. It connects to 127.0.0.1 instead of the requested host, and logs the
 * requested targets and everything that clients send.
 */
public final class LoopbackProxy implements AutoCloseable {

    /** What it does instead of opening a tunnel. */
    public interface Fault {
        void handle(Client client) throws Exception;
    }

    private final ServerSocket listener;
    private final @Nullable String credentials;
    private final @Nullable Fault fault;
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final CountDownLatch firstClient = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private LoopbackProxy(@Nullable String credentials, @Nullable Fault fault) {
        this.credentials = credentials;
        this.fault = fault;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public static LoopbackProxy open() {
        return new LoopbackProxy(null, null);
    }

    /**
     * Creates a proxy that demands a user and a password.
     *
     * @param credentials {@code user:password}
     */
    public static LoopbackProxy demanding(String credentials) {
        return new LoopbackProxy(credentials, null);
    }

    public static LoopbackProxy failing(Fault fault) {
        return new LoopbackProxy(null, fault);
    }

    /** A connection of a client. */
    public final class Client {
        private final Socket socket;

        Client(Socket socket) {
            this.socket = socket;
        }

        /** Reads a head, and a SOCKS greeting as one byte. */
        public String readHead() throws IOException {
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) read(socket.getInputStream()));
                if (head.charAt(0) == 5) {
                    break;
                }
            }
            return head.toString();
        }

        public void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        public void stall() throws InterruptedException {
            closed.await();
        }

        /** Waits until the client closes the connection. */
        public void awaitEnd() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // ignored
            }
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    /** Returns the requested targets, as host and port. */
    public List<String> targets() {
        return List.copyOf(targets);
    }

    /** Returns all bytes that clients sent, also through tunnels. */
    public synchronized String log() {
        return log.toString(StandardCharsets.ISO_8859_1);
    }

    public void awaitFirstClient() throws InterruptedException {
        firstClient.await();
    }

    private synchronized void record(byte[] bytes, int count) {
        log.write(bytes, 0, count);
    }

    private int read(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        record(new byte[] {(byte) next}, 1);
        return next;
    }

    private String text(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int left = read(in); left > 0; left--) {
            text.append((char) read(in));
        }
        return text.toString();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                firstClient.countDown();
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            closed.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (fault != null) {
                fault.handle(new Client(socket));
                return;
            }
            int first = read(socket.getInputStream());
            if (first == 5) {
                socks(socket);
            } else {
                http(socket, (char) first);
            }
        } catch (Exception e) {
            // The client is gone.
        }
    }

    private void http(Socket socket, char first) throws IOException {
        String head = first + new Client(socket).readHead();
        String expected = credentials == null
                ? ""
                : "\r\nProxy-Authorization: Basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) + "\r\n";
        OutputStream out = socket.getOutputStream();
        if (!head.contains(expected)) {
            out.write("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            return;
        }
        String target = head.split(" ", 3)[1];
        try (Socket vendor = connect(target)) {
            out.write("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            relay(socket, vendor);
        }
    }

    private void socks(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        String methods = text(in);
        int method = credentials == null ? 0 : 2;
        if (methods.indexOf(method) < 0) {
            out.write(new byte[] {5, (byte) 0xff});
            return;
        }
        out.write(new byte[] {5, (byte) method});
        if (credentials != null) {
            read(in);
            byte[] sent = (text(in) + ":" + text(in)).getBytes(StandardCharsets.ISO_8859_1);
            boolean right = credentials.equals(new String(sent, StandardCharsets.UTF_8));
            out.write(new byte[] {1, (byte) (right ? 0 : 1)});
            if (!right) {
                return;
            }
        }
        for (int i = 0; i < 3; i++) {
            read(in);
        }
        String host = switch (read(in)) {
            case 1 -> address(in, 4);
            case 4 -> address(in, 16);
            default -> text(in);
        };
        int port = (read(in) << 8) + read(in);
        try (Socket vendor = connect(host + ":" + port)) {
            out.write(new byte[] {5, 0, 0, 3, 1, 'x', 0, 0});
            relay(socket, vendor);
        }
    }

    private String address(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) read(in);
        }
        return InetAddress.getByAddress(bytes).getHostAddress();
    }

    private Socket connect(String target) throws IOException {
        targets.add(target);
        int port = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
        Socket vendor = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(vendor);
        return vendor;
    }

    private void relay(Socket client, Socket vendor) throws IOException {
        daemon(() -> {
            try {
                vendor.getInputStream().transferTo(client.getOutputStream());
                client.shutdownOutput();
            } catch (IOException e) {
                // One of them is gone.
            }
        });
        byte[] buffer = new byte[8192];
        for (int read; (read = client.getInputStream().read(buffer)) >= 0; ) {
            record(buffer, read);
            vendor.getOutputStream().write(buffer, 0, read);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "loopback-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
