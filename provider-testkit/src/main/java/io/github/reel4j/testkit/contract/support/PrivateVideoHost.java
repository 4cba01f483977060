package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.testkit.video.PlaceholderVideo;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A server with a video on the private addresses of this machine, as in a company's network. */
public final class PrivateVideoHost implements AutoCloseable {

    private final ServerSocket listener;
    private final AtomicInteger requests = new AtomicInteger();

    private PrivateVideoHost(ServerSocket listener) {
        this.listener = listener;
    }

    /** Starts the server. */
    public static PrivateVideoHost start() throws IOException {
        PrivateVideoHost host = new PrivateVideoHost(new ServerSocket(0));
        Thread thread = new Thread(host::serve, "contract-private-host");
        thread.setDaemon(true);
        thread.start();
        return host;
    }

    /** Returns the bytes of a complete video. */
    public static byte[] video() {
        return PlaceholderVideo.of("64*48").file("private");
    }

    /** Returns the URLs of the video: one for the unspecified address, and one for each private address. */
    public List<String> urls() throws IOException {
        Stream<String> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && address.isSiteLocalAddress())
                .map(InetAddress::getHostAddress)
                .limit(2);
        return Stream.concat(Stream.of("0.0.0.0"), own)
                .map(host -> "http://" + host + ":" + listener.getLocalPort() + "/video.mp4")
                .toList();
    }

    /** Returns the number of connections. */
    public int requests() {
        return requests.get();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                requests.incrementAndGet();
                byte[] video = video();
                socket.setSoTimeout(100);
                byte[] request = new byte[4096];
                int unused = socket.getInputStream().read(request);
                String head = "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: " + video.length
                        + "\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(video);
            } catch (IOException e) {
                // the client is gone, or the server was closed; the loop's condition decides
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
