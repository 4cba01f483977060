package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.provider.feign.http.TransportException.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a request counts as not sent, and when as maybe sent. */
@Timeout(30)
class UnsentProofTest {

    private final SingleSendHttpClient client = new SingleSendHttpClient();

    private TransportException failure(HttpMethod method, String url, byte[] body, Duration deadline) {
        Request request = Request.create(method, url, Map.of(), body, null, null);
        TransportException failure = catchThrowableOfType(
                TransportException.class, () -> client.execute(request, CallOptions.nonIdempotent(deadline)));
        assertThat(failure).isNotNull();
        return failure;
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpMethod.class,
            names = {"GET", "POST"})
    @Tag("fault-4")
    void a_deadline_that_passes_while_connecting_is_not_sent(HttpMethod method) throws Exception {
        try (FullPort port = new FullPort()) {
            TransportException failure = failure(method, port.url(), new byte[0], Duration.ofMillis(300));

            assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
            assertThat(failure).hasMessage("no connection to 127.0.0.1 in 300 ms");
        }
    }

    @Test
    @Tag("fault-72")
    void an_interrupt_while_connecting_is_not_sent() throws Exception {
        try (FullPort port = new FullPort()) {
            CompletableFuture<TransportException> outcome = new CompletableFuture<>();
            Thread caller = new Thread(
                    () -> outcome.complete(failure(HttpMethod.POST, port.url(), new byte[10], Duration.ofSeconds(20))));
            caller.start();
            caller.interrupt();

            TransportException failure = outcome.get(10, TimeUnit.SECONDS);
            assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
            assertThat(failure.interrupted()).isTrue();
        }
    }

    @Test
    @Tag("fault-9")
    void a_reset_halfway_through_the_upload_is_maybe_sent() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Boolean> closed = new CompletableFuture<>();
            Thread server = new Thread(() -> {
                try (Socket socket = listener.accept()) {
                    socket.getInputStream().readNBytes(100_000);
                    socket.setSoLinger(true, 0);
                    closed.complete(true);
                } catch (IOException e) {
                    closed.completeExceptionally(e);
                }
            });
            server.start();
            TransportException failure = failure(
                    HttpMethod.POST,
                    "http://127.0.0.1:" + listener.getLocalPort(),
                    new byte[20_000_000],
                    Duration.ofSeconds(10));

            assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(failure.stage()).isEqualTo(Stage.MAYBE_SENT);
        }
    }

    @Test
    @Tag("fault-5")
    void an_untrusted_server_gets_no_byte_of_the_request(@TempDir Path directory) throws Exception {
        SSLContext context = SelfSignedCertificate.in(directory, "IP:127.0.0.1").context();
        try (ServerSocket listener =
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> received = new CompletableFuture<>();
            AtomicInteger bytes = new AtomicInteger();
            Thread server = new Thread(() -> {
                try (SSLSocket socket = (SSLSocket) listener.accept();
                        InputStream in = socket.getInputStream()) {
                    while (in.read() >= 0) {
                        bytes.incrementAndGet();
                    }
                } catch (IOException e) {
                    // the client closes the connection at any point of the handshake
                }
                received.complete(bytes.get());
            });
            server.start();
            TransportException failure = failure(
                    HttpMethod.POST,
                    "https://127.0.0.1:" + listener.getLocalPort(),
                    new byte[10],
                    Duration.ofSeconds(10));

            assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
            assertThat(failure).hasMessageStartingWith("the TLS certificate of 127.0.0.1 is not trusted: ");
            assertThat(received.get(10, TimeUnit.SECONDS)).isZero();
        }
    }
}
