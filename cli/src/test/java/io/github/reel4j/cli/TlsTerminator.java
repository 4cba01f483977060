package io.github.reel4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Serves a simulator over https: decrypts what it receives and forwards it, byte for byte. */
final class TlsTerminator implements AutoCloseable {

    private final SSLServerSocket listener;
    private final URI target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    TlsTerminator(SSLContext context, boolean needsClientCertificate, URI target) throws IOException {
        this.target = target;
        listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(needsClientCertificate);
        start(this::accept);
    }

    URI baseUrl() {
        return URI.create("https://127.0.0.1:" + listener.getLocalPort() + target.getRawPath());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                sockets.add(client);
                start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            // Completes the handshake before it connects, so that a rejected client reaches nothing.
            byte[] first = new byte[8192];
            int length = client.getInputStream().read(first);
            if (length < 0) {
                return;
            }
            try (Socket server = new Socket(target.getHost(), target.getPort())) {
                sockets.add(server);
                server.getOutputStream().write(first, 0, length);
                start(() -> copy(server, client));
                client.getInputStream().transferTo(server.getOutputStream());
            }
        } catch (IOException e) {
            // The client was rejected, or has closed the connection.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tls-terminator");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
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
