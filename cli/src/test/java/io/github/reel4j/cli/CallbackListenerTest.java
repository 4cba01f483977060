package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.CallbackResponse;
import io.github.reel4j.VideoClient;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallbackListenerTest {

    private final CallbackListener listener = CallbackListener.bind(0, Duration.ofMillis(300));
    private final VideoClient client = VideoClient.builder()
            .settings(new Settings(Map.of(), name -> null, name -> null))
            .providers(new InMemoryVideoProvider())
            .callbackUrl(URI.create("http://127.0.0.1:1/"))
            .build();
    private final BlockingQueue<CallbackResponse> responses = new LinkedBlockingQueue<>();

    @BeforeEach
    void serve() {
        listener.serve(client.callbacks()::receive, responses::add);
    }

    @AfterEach
    void close() {
        listener.close();
        client.close();
    }

    private int send(String method, String path, byte[] body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) listener.url().resolve(path).toURL().openConnection();
        connection.setRequestMethod(method);
        if (body.length > 0) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        return connection.getResponseCode();
    }

    @Test
    @Tag("fault-107")
    void unknown_urls_and_methods_get_404() throws Exception {
        assertThat(send("POST", "/memory/order/token", "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(404);
        assertThat(send("GET", "/", new byte[0])).isEqualTo(404);
        assertThat(send("DELETE", "/memory/order/token", new byte[0])).isEqualTo(404);
        assertThat(responses).containsOnly(CallbackResponse.NOT_FOUND);
    }

    @Test
    void listens_on_the_loopback_address_only() {
        assertThat(listener.url().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    @Tag("fault-108")
    void closes_a_connection_that_sends_too_slowly() throws Exception {
        try (Socket slow =
                new Socket(InetAddress.getLoopbackAddress(), listener.url().getPort())) {
            slow.getOutputStream()
                    .write("POST /a/b/c HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            slow.setSoTimeout(20_000);
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(send("POST", "/a/b/c", new byte[] {'x'})).isEqualTo(404);
    }
}
