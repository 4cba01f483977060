package io.github.reel4j.provider.feign.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/**
 * A relay for one TLS 1.3 connection. It holds everything that the server sends after the client's part of the
 * handshake until the client has sent its request.
 */
final class AlertDelayingRelay implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CountDownLatch requestSent = new CountDownLatch(1);
    private final CountDownLatch clientClosed = new CountDownLatch(1);
    private final int port;
    private final int requestBytes;
    private volatile boolean holding;

    /** @param requestBytes what the client has sent at least after its request, and has not sent before */
    AlertDelayingRelay(int port, int requestBytes) throws IOException {
        this.port = port;
        this.requestBytes = requestBytes;
        start(this::run);
    }

    String url() {
        return "https://127.0.0.1:" + listener.getLocalPort();
    }

    private void run() {
        try (Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            start(() -> toServer(client, server));
            toClient(server, client);
            clientClosed.await();
        } catch (IOException e) {
            // The test has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void toServer(Socket client, Socket server) {
        byte[] buffer = new byte[8192];
        int total = 0;
        RecordTypes records = new RecordTypes();
        try {
            InputStream in = client.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (records.containEncrypted(buffer, read)) {
                    holding = true;
                }
                total += read;
                forward(server, buffer, read);
                if (total >= requestBytes) {
                    requestSent.countDown();
                }
            }
        } catch (IOException e) {
            // The client has closed the connection.
        } finally {
            requestSent.countDown();
            clientClosed.countDown();
        }
    }

    /**
     * Finds the first encrypted record of the client, with which it ends its part of the handshake. Until then the
     * server is not finished either: the client may send an unencrypted record after the server's hello alone.
     */
    private static final class RecordTypes {
        private static final int ENCRYPTED = 23;
        private static final int HEADER_BYTES = 5;

        private final byte[] header = new byte[HEADER_BYTES];
        private int headerBytes;
        private int bodyBytes;

        boolean containEncrypted(byte[] bytes, int length) {
            boolean found = false;
            for (int i = 0; i < length; i++) {
                if (bodyBytes > 0) {
                    bodyBytes--;
                    continue;
                }
                header[headerBytes++] = bytes[i];
                if (headerBytes == HEADER_BYTES) {
                    headerBytes = 0;
                    bodyBytes = ((header[3] & 0xFF) << 8) | (header[4] & 0xFF);
                    found |= header[0] == ENCRYPTED;
                }
            }
            return found;
        }
    }

    /** The server has closed its side when the request comes, which the client must not notice. */
    private static void forward(Socket server, byte[] buffer, int length) {
        try {
            server.getOutputStream().write(buffer, 0, length);
        } catch (IOException e) {
            // The rest of the request is read and dropped.
        }
    }

    private void toClient(Socket server, Socket client) throws IOException, InterruptedException {
        byte[] buffer = new byte[8192];
        OutputStream out = client.getOutputStream();
        InputStream in = server.getInputStream();
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (holding) {
                    requestSent.await();
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // The server has reset the connection after its alert.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        requestSent.countDown();
        clientClosed.countDown();
    }
}
