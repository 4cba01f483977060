package io.github.reel4j.provider.feign.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.provider.feign.download.Download.DownloadRequest;
import io.github.reel4j.provider.feign.http.SelfSignedCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server at the checked address must have a certificate for the host of the link. */
@Timeout(60)
class DownloadOverTlsTest {

    private static final byte[] VIDEO = SampleVideos.mp4(60, 1);

    @TempDir
    private Path directory;

    /** The program of the child JVM, which resolves every name to loopback. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            AddressGuard guard = new AddressGuard(
                    false, address -> true, host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
            try {
                System.out.println("bytes "
                        + new AnonymousDownloader(guard, DownloadLimits.DEFAULT)
                                .transfer(new DownloadRequest(
                                        "task",
                                        arguments[0],
                                        new TargetFile(Path.of(arguments[1])),
                                        OptionalLong.empty())));
            } catch (DownloadException e) {
                System.out.println(e.reason() + " " + e.getMessage());
            }
        }
    }

    /** The SNI name and the first bytes of the request of a connection. */
    private record Seen(String name, String request) {}

    private static void serve(ServerSocket listener, CompletableFuture<Seen> seen) {
        try (SSLSocket socket = (SSLSocket) listener.accept();
                InputStream in = socket.getInputStream()) {
            byte[] buffer = new byte[2000];
            int read = in.read(buffer);
            String name = ((ExtendedSSLSession) socket.getSession())
                    .getRequestedServerNames()
                    .toString();
            seen.complete(new Seen(name, read < 0 ? "" : new String(buffer, 0, read, StandardCharsets.ISO_8859_1)));
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Length: " + VIDEO.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(VIDEO);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            seen.complete(new Seen("", ""));
        }
    }

    private String fetch(String host, boolean trusted, CompletableFuture<Seen> seen) throws Exception {
        SelfSignedCertificate own = SelfSignedCertificate.in(directory, "DNS:files.example");
        try (ServerSocket listener =
                own.context().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serve(listener, seen));
            server.setDaemon(true);
            server.start();
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(trusted ? own.flags() : List.of());
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    Child.class.getName(),
                    "https://" + host + ":" + listener.getLocalPort() + "/v.mp4",
                    directory.resolve("v.mp4").toString()));
            Process child =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return output;
        }
    }

    @Test
    @Tag("fault-92")
    void SNI_and_host_header_have_the_name_of_the_link() throws Exception {
        CompletableFuture<Seen> seen = new CompletableFuture<>();
        assertThat(fetch("files.example", true, seen)).contains("bytes " + VIDEO.length);
        assertThat(seen.get(10, TimeUnit.SECONDS).name()).contains("files.example");
        assertThat(seen.get().request()).startsWith("GET /v.mp4 HTTP/1.1\r\nHost: files.example:");
        assertThat(directory.resolve("v.mp4")).hasBinaryContent(VIDEO);
    }

    @Test
    @Tag("fault-5")
    @Tag("fault-93")
    void a_certificate_of_another_host_gets_no_byte() throws Exception {
        CompletableFuture<Seen> seen = new CompletableFuture<>();
        assertThat(fetch("other.example", true, seen))
                .contains("UNREACHABLE the TLS certificate of other.example is for another host; ");
        assertThat(seen.get(10, TimeUnit.SECONDS).request()).isEmpty();
        assertThat(directory.resolve("v.mp4")).doesNotExist();
    }

    @Test
    @Tag("fault-5")
    void an_untrusted_certificate_gets_no_byte() throws Exception {
        CompletableFuture<Seen> seen = new CompletableFuture<>();
        assertThat(fetch("files.example", false, seen)).contains("UNREACHABLE the TLS certificate of files.example");
        assertThat(seen.get(10, TimeUnit.SECONDS).request()).isEmpty();
    }
}
