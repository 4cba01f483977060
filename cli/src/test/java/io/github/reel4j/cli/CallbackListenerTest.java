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
    private final BlockingQueue<CallbackResponse> outcomes = new LinkedBlockingQueue<>();

    @BeforeEach
    void serve() {
        listener.serve(client.callbacks()::receive, outcomes::add);
    }

    @AfterEach
    void close() {
        listener.close();
        client.close();
    }

    private int respond(String method, String path, byte[] body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) listener.address().resolve(path).toURL().openConnection();
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
    void a_stranger_is_told_404_and_nothing_else() throws Exception {
        assertThat(respond("POST", "/memory/order/token", "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(404);
        assertThat(respond("GET", "/", new byte[0])).isEqualTo(404);
        assertThat(respond("DELETE", "/memory/order/token", new byte[0])).isEqualTo(404);
        assertThat(outcomes).containsOnly(CallbackResponse.NOT_FOUND);
    }

    @Test
    void it_listens_on_this_machine_alone() {
        assertThat(listener.address().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    @Tag("fault-108")
    void who_sends_too_slowly_is_cut_off() throws Exception {
        try (Socket slow =
                new Socket(InetAddress.getLoopbackAddress(), listener.address().getPort())) {
            slow.getOutputStream()
                    .write("POST /a/b/c HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            slow.setSoTimeout(20_000);
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(respond("POST", "/a/b/c", new byte[] {'x'})).isEqualTo(404);
    }
}
