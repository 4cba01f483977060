package io.github.reel4j.provider.feign.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A test server on loopback that responds byte for byte as a script says, and records all requests. */
public final class RawHttpServer implements AutoCloseable {

    /** Handles a request that was read completely. */
    public interface Script {
        void handle(Call call) throws Exception;
    }

    private final ServerSocket listener;
    private final @Nullable SSLContext tls;
    private final Consumer<SSLSocket> settings;
    private final Script script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstDisconnect = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch firstRequest = new CountDownLatch(1);

    public RawHttpServer(Script script) {
        this(null, script);
    }

    /** @param tls null for plain HTTP */
    public RawHttpServer(@Nullable SSLContext tls, Script script) {
        this(tls, socket -> {}, script);
    }

    /** @param settings sets the parameters of each TLS connection */
    public RawHttpServer(@Nullable SSLContext tls, Consumer<SSLSocket> settings, Script script) {
        this.tls = tls;
        this.settings = settings;
        this.script = script;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** Creates a server with this certificate. */
    public static RawHttpServer overTls(SelfSignedCertificate certificate, Script script) throws Exception {
        return new RawHttpServer(certificate.context(), script);
    }

    /** A request and its connection. */
    public final class Call {
        public final String request;
        public final int number;
        private final Socket tcp;
        private final Socket socket;

        Call(String request, int number, Socket tcp, Socket socket) {
            this.request = request;
            this.number = number;
            this.tcp = tcp;
            this.socket = socket;
        }

        public void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        public void send(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        public void respond(String status, String headers, byte[] body) throws IOException {
            send("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n");
            send(body);
        }

        public void respond(String status, String headers, String body) throws IOException {
            respond(status, headers, body.getBytes(StandardCharsets.UTF_8));
        }

        public void json(String body) throws IOException {
            respond("200 OK", "Content-Type: application/json\r\n", body);
        }

        void reset() throws IOException {
            tcp.setSoLinger(true, 0);
            tcp.close();
        }

        public void hangUp() throws IOException {
            socket.close();
            tcp.close();
        }

        public void stall() throws InterruptedException {
            closed.await();
        }

        /** Sends a byte every 20 ms until the connection or the server is closed. */
        public void drip() throws Exception {
            while (!closed.await(20, TimeUnit.MILLISECONDS)) {
                send(" ");
            }
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return (tls == null ? "http" : "https") + "://127.0.0.1:" + port();
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return sockets.size();
    }

    boolean awaitFirstDisconnect() throws InterruptedException {
        return firstDisconnect.await(10, TimeUnit.SECONDS);
    }

    public void awaitFirstRequest() throws InterruptedException {
        if (!firstRequest.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("no request came");
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            closed.countDown();
        }
    }

    private void serve(Socket tcp) {
        try (tcp) {
            respond(tcp);
        } catch (Exception e) {
            // Most of these scripts make the other side close the connection.
        } finally {
            firstDisconnect.countDown();
        }
    }

    private void respond(Socket tcp) throws Exception {
        try (Socket socket = tls == null ? tcp : overTls(tls, tcp, settings)) {
            boolean open = true;
            while (open) {
                String request = read(socket.getInputStream());
                if (request.isEmpty()) {
                    return;
                }
                requests.add(request);
                Call call = new Call(request, requests.size(), tcp, socket);
                firstRequest.countDown();
                script.handle(call);
                open = !tcp.isClosed() && !socket.isClosed();
            }
        } catch (SSLException e) {
            discardInput(tcp);
        }
    }

    /** Reads until the client closes, because bytes that were not read would make the system discard the TLS alert. */
    private static void discardInput(Socket tcp) throws IOException {
        tcp.setSoTimeout(1_000);
        tcp.shutdownOutput();
        long unused = tcp.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static Socket overTls(SSLContext tls, Socket tcp, Consumer<SSLSocket> settings) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(tcp, null, false);
        socket.setUseClientMode(false);
        settings.accept(socket);
        return socket;
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
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
