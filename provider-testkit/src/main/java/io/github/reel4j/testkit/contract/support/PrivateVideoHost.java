package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.testkit.video.PlaceholderVideo;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An HTTP server that serves a video on the private IP addresses of this machine, as a host of an internal network. */
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

    /** Returns the URLs of the video: those of the unspecified address, and one for each private address and name. */
    public List<String> urls() throws IOException {
        Stream<String> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && address.isSiteLocalAddress())
                .map(InetAddress::getHostAddress)
                .limit(2)
                .flatMap(address -> Stream.of(address, "[::ffff:" + address + "]"));
        return Stream.of(Stream.of("0.0.0.0", "0", "[::]", "[::ffff:0.0.0.0]"), own, names())
                .flatMap(hosts -> hosts)
                .map(host -> url("http", host))
                .toList();
    }

    /** Returns the name of this machine, if it has a private address by that name. */
    private static Stream<String> names() {
        try {
            InetAddress local = InetAddress.getLocalHost();
            return local.isSiteLocalAddress() ? Stream.of(local.getHostName()) : Stream.empty();
        } catch (UnknownHostException e) {
            return Stream.empty();
        }
    }

    /** Returns URLs of the video with names and addresses of loopback. */
    public List<String> loopbackUrls() {
        return Stream.of("localhost", "127.0.0.1", "localhost.", "LOCALHOST", "127.1", "[::1]", "[::ffff:127.0.0.1]")
                .flatMap(host -> Stream.of(url("http", host), url("https", host)))
                .toList();
    }

    private String url(String scheme, String host) {
        return scheme + "://" + host + ":" + listener.getLocalPort() + "/video.mp4";
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
