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

/** Answers requests byte for byte as a script says, over loopback, and remembers every request it read. */
public final class RawHttpServer implements AutoCloseable {

    /** What is done with a request that has been read whole. */
    public interface Script {
        void answer(Call call) throws Exception;
    }

    private final ServerSocket listener;
    private final Script script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch firstRequest = new CountDownLatch(1);

    public RawHttpServer(Script script) {
        this.script = script;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** One request and the connection it came on. */
    public final class Call {
        public final String request;
        public final int number;
        private final Socket socket;

        Call(String request, int number, Socket socket) {
            this.request = request;
            this.number = number;
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

        public void reply(String status, String headers, byte[] body) throws IOException {
            send("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n");
            send(body);
        }

        public void reply(String status, String headers, String body) throws IOException {
            reply(status, headers, body.getBytes(StandardCharsets.UTF_8));
        }

        public void json(String body) throws IOException {
            reply("200 OK", "Content-Type: application/json\r\n", body);
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        public void hangUp() throws IOException {
            socket.close();
        }

        public void stall() throws InterruptedException {
            closed.await();
        }

        /** Sends a byte, again and again, until the other side is gone. */
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
        return "http://127.0.0.1:" + port();
    }

    public List<String> requests() {
        return List.copyOf(requests);
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

    private void serve(Socket socket) {
        try (socket) {
            while (true) {
                String request = read(socket.getInputStream());
                if (request.isEmpty()) {
                    return;
                }
                requests.add(request);
                Call call = new Call(request, requests.size(), socket);
                firstRequest.countDown();
                script.answer(call);
                if (socket.isClosed()) {
                    return;
                }
            }
        } catch (Exception e) {
            // The other side went away, which is what most of these scripts are about.
        }
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
