package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import feign.Request.HttpMethod;
import feign.Response;
import io.github.reel4j.provider.feign.http.TransportException.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SingleSendHttpClientTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final SingleSendHttpClient client = new SingleSendHttpClient();

    private Response call(HttpMethod method, String url, Duration deadline) throws IOException {
        byte[] body = method == HttpMethod.GET ? null : "{\"prompt\":\"a kitten\"}".getBytes(StandardCharsets.UTF_8);
        Map<String, Collection<String>> headers = Map.of(
                "Content-Type", List.of("application/json"),
                "Accept-Encoding", List.of("gzip"),
                "Content-Length", List.of("21"),
                "Host", List.of("elsewhere.example"));
        Request request = Request.create(method, url + "/orders", headers, body, StandardCharsets.UTF_8, null);
        return client.execute(request, CallOptions.idempotent(deadline).naming("t1"));
    }

    private TransportException failure(String url, Duration deadline) {
        return failure(HttpMethod.POST, url, deadline);
    }

    private TransportException failure(HttpMethod method, String url, Duration deadline) {
        TransportException failure = catchThrowableOfType(TransportException.class, () -> call(method, url, deadline));
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain("/orders");
        return failure;
    }

    @Test
    void a_response_has_status_headers_and_body() throws Exception {
        try (RawHttpServer server =
                new RawHttpServer(call -> call.respond("402 Payment Required", "X-Left: 0\r\n", "{}"))) {
            Response response = call(HttpMethod.POST, server.url(), LONG);

            assertThat(response.status()).isEqualTo(402);
            assertThat(response.headers().get("x-left")).containsExactly("0");
            assertThat(response.body().asInputStream().readAllBytes()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    @Tag("fault-15")
    void the_request_has_its_own_host_and_no_encoding_header() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.json("{}"))) {
            call(HttpMethod.POST, server.url(), LONG);

            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST /orders HTTP/1.1\r\n")
                    .contains("Host: 127.0.0.1:" + server.port())
                    .contains("Content-Type: application/json")
                    .endsWith("{\"prompt\":\"a kitten\"}")
                    .doesNotContainIgnoringCase("accept-encoding")
                    .doesNotContainIgnoringCase("upgrade")
                    .doesNotContainIgnoringCase("cookie")
                    .doesNotContain("elsewhere.example");
        }
    }

    @Test
    void cookies_are_not_kept() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "Set-Cookie: a=b\r\n", "{}"))) {
            call(HttpMethod.POST, server.url(), LONG);
            call(HttpMethod.POST, server.url(), LONG);

            assertThat(server.requests()).hasSize(2).noneMatch(request -> request.contains("a=b"));
        }
    }

    @Test
    @Tag("fault-23")
    void a_401_without_a_body_is_a_response() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("401 Unauthorized", "", ""))) {
            assertThat(call(HttpMethod.POST, server.url(), LONG).status()).isEqualTo(401);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @Tag("fault-35")
    @Tag("fault-37")
    void a_redirect_is_not_followed(int status) throws Exception {
        try (RawHttpServer other = new RawHttpServer(call -> call.json("{}"));
                RawHttpServer server = new RawHttpServer(
                        call -> call.respond(status + " Moved", "Location: " + other.url() + "/\r\n", ""))) {
            assertThat(call(HttpMethod.POST, server.url(), LONG).status()).isEqualTo(status);
            assertThat(server.requests()).hasSize(1);
            assertThat(other.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    @Tag("fault-27")
    @Tag("fault-28")
    @Tag("fault-32")
    @Tag("fault-33")
    @Tag("fault-34")
    void an_error_status_is_not_retried(int status) throws Exception {
        try (RawHttpServer server =
                new RawHttpServer(call -> call.respond(status + " Oh", "Retry-After: 0\r\n", "{}"))) {
            assertThat(call(HttpMethod.POST, server.url(), LONG).status()).isEqualTo(status);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpMethod.class,
            names = {"POST", "GET"})
    @Tag("fault-8")
    void a_reset_after_the_request_is_reported_as_sent(HttpMethod method) {
        try (RawHttpServer server = new RawHttpServer(RawHttpServer.Call::reset)) {
            TransportException failure = failure(method, server.url(), LONG);

            assertThat(failure.stage()).isEqualTo(Stage.MAYBE_SENT);
            assertThat(failure).hasMessage("the connection to 127.0.0.1 broke after the request was sent");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpMethod.class,
            names = {"POST", "GET", "PUT", "DELETE"})
    @Tag("fault-6")
    @Tag("fault-7")
    void a_close_before_the_response_is_reported_as_sent(HttpMethod method) {
        try (RawHttpServer server = new RawHttpServer(RawHttpServer.Call::hangUp)) {
            assertThat(failure(method, server.url(), LONG).stage()).isEqualTo(Stage.MAYBE_SENT);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_post_without_a_body_is_not_sent_twice() {
        try (RawHttpServer server = new RawHttpServer(RawHttpServer.Call::hangUp)) {
            Request request = Request.create(
                    HttpMethod.POST, server.url() + "/orders", Map.of(), null, StandardCharsets.UTF_8, null);
            assertThatThrownBy(() -> client.execute(request, new Request.Options(LONG, LONG, false)))
                    .isInstanceOf(TransportException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-10")
    void a_stale_pooled_connection_is_not_replayed() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> {
            if (call.number == 1) {
                call.json("{\"id\":\"t1\"}");
            } else {
                call.hangUp();
            }
        })) {
            call(HttpMethod.POST, server.url(), LONG);

            assertThat(failure(server.url(), LONG).stage()).isEqualTo(Stage.MAYBE_SENT);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    @Tag("fault-11")
    void silence_ends_at_the_deadline() {
        try (RawHttpServer server = new RawHttpServer(RawHttpServer.Call::stall)) {
            TransportException failure = failure(server.url(), SHORT);

            assertThat(failure.stage()).isEqualTo(Stage.MAYBE_SENT);
            assertThat(failure).hasMessage("no response from 127.0.0.1 in 300 ms");
            assertThat(failure.interrupted()).isFalse();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-13")
    void the_deadline_covers_a_stalling_body_and_keeps_its_bytes() {
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":\"7");
            call.stall();
        })) {
            TransportException failure = failure(server.url(), SHORT);

            assertThat(failure.stage()).isEqualTo(Stage.MAYBE_SENT);
            assertThat(failure).hasMessage("no complete response from 127.0.0.1 in 300 ms");
            assertThat(failure.excerpt()).asString().isEqualTo("{\"id\":\"7");
        }
    }

    @Test
    @Tag("fault-12")
    void the_deadline_covers_a_slow_body() {
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            call.drip();
        })) {
            long start = System.nanoTime();
            TransportException failure = failure(server.url(), SHORT);

            assertThat(failure.stage()).isEqualTo(Stage.MAYBE_SENT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-39")
    void a_truncated_body_is_an_error_with_its_bytes() {
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":");
            call.hangUp();
        })) {
            TransportException failure = failure(server.url(), LONG);

            assertThat(failure.stage()).isEqualTo(Stage.RESPONSE_UNUSABLE);
            assertThat(failure).hasMessage("the response from 127.0.0.1 was cut off after 6 bytes");
            assertThat(failure.excerpt()).asString().isEqualTo("{\"id\":");
        }
    }

    @Test
    @Tag("fault-39")
    void a_truncated_chunked_body_is_an_error() {
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n");
            call.hangUp();
        })) {
            assertThat(failure(server.url(), LONG).stage()).isEqualTo(Stage.RESPONSE_UNUSABLE);
        }
    }

    @Test
    void a_body_of_exactly_1_MiB_is_read() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("200 OK", "", new byte[1024 * 1024]))) {
            Response response = call(HttpMethod.POST, server.url(), LONG);
            assertThat(response.body().length()).isEqualTo(1024 * 1024);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1048577", "Transfer-Encoding: chunked", "Connection: close"})
    @Tag("fault-48")
    void a_body_of_more_than_1_MiB_is_rejected(String framing) {
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
            call.send(framing.startsWith("Transfer") ? "100001\r\n" : "");
            call.send(new byte[1024 * 1024 + 1]);
            call.stall();
        })) {
            TransportException failure = failure(server.url(), LONG);

            assertThat(failure.stage()).isEqualTo(Stage.RESPONSE_UNUSABLE);
            assertThat(failure).hasMessage("the response from 127.0.0.1 is larger than 1 MiB");
            assertThat(failure.excerpt()).hasSize(8192);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-48")
    void an_endless_body_closes_the_connection() throws Exception {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            try {
                for (int i = 0; i < 4000; i++) {
                    call.send(new byte[64 * 1024]);
                }
                gone.complete(false);
            } catch (IOException e) {
                gone.complete(true);
            }
        })) {
            assertThat(failure(server.url(), LONG).stage()).isEqualTo(Stage.RESPONSE_UNUSABLE);
            assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @Tag("fault-49")
    void a_compressed_response_is_rejected() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{}".getBytes(StandardCharsets.UTF_8));
        }
        try (RawHttpServer server =
                new RawHttpServer(call -> call.respond("200 OK", "Content-Encoding: gzip\r\n", packed.toByteArray()))) {
            TransportException failure = failure(server.url(), LONG);

            assertThat(failure.stage()).isEqualTo(Stage.RESPONSE_UNUSABLE);
            assertThat(failure).hasMessageContaining("compressed");
        }
    }

    @Test
    void the_encoding_identity_is_accepted() throws Exception {
        try (RawHttpServer server =
                new RawHttpServer(call -> call.respond("200 OK", "Content-Encoding: Identity\r\n", "{}"))) {
            assertThat(call(HttpMethod.POST, server.url(), LONG).status()).isEqualTo(200);
        }
    }

    @Test
    @Tag("fault-20")
    void a_head_of_more_than_64_KiB_is_rejected() {
        try (RawHttpServer server = new RawHttpServer(
                call -> call.respond("200 OK", ("X-Fill: " + "x".repeat(1000) + "\r\n").repeat(70), "{}"))) {
            assertThat(failure(server.url(), LONG)).hasMessageContaining("more than 64 KiB of headers");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\t\tHTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n{}",
                " HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 abc OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 999 Odd\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 000 Odd\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "HTTP/3 429 X\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.12 429 X\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 400",
                "HTTP/1.1 400 Bad Request\r\n",
                "HTTP/1.1 429 Slow down\r\nContent-Length: 0\r\n",
                "\u0000\u0001\u0002\r\n\r\n"
            })
    @Tag("fault-18")
    @Tag("fault-19")
    @Tag("fault-21")
    void a_malformed_response_is_reported_as_sent(String bytes) {
        try (RawHttpServer server = new RawHttpServer(call -> {
            call.send(bytes);
            call.hangUp();
        })) {
            TransportException failure = failure(server.url(), LONG);

            assertThat(failure.stage()).isNotEqualTo(Stage.NOT_SENT);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-17")
    void extra_bytes_are_never_the_next_response() throws Exception {
        try (RawHttpServer server =
                new RawHttpServer(call -> call.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\"t1\""
                        + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother"))) {
            for (int i = 0; i < 5; i++) {
                Response response = call(HttpMethod.POST, server.url(), LONG);
                assertThat(response.body().length()).isEqualTo(4);
            }
        }
    }

    @Test
    @Tag("fault-3")
    void a_refused_connection_is_not_sent() throws Exception {
        int port;
        try (RawHttpServer free = new RawHttpServer(call -> {})) {
            port = free.port();
        }
        TransportException failure = failure("http://127.0.0.1:" + port, LONG);

        assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
        assertThat(failure).hasMessage("the connection to 127.0.0.1 was refused");
    }

    @Test
    @Tag("fault-1")
    void an_unknown_name_is_not_sent() {
        TransportException failure = failure("http://no-such-host.invalid", LONG);

        assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
        assertThat(failure).hasMessage("the name no-such-host.invalid could not be resolved");
    }

    @Test
    @Tag("fault-5")
    void a_peer_that_does_not_speak_TLS_never_sees_the_request() {
        try (RawHttpServer server = new RawHttpServer(call -> call.json("{}"))) {
            TransportException failure = failure("https://127.0.0.1:" + server.port(), SHORT);

            assertThat(failure).isNotNull();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    @Tag("fault-72")
    void an_interrupted_thread_sends_nothing() {
        try (RawHttpServer server = new RawHttpServer(call -> call.json("{}"))) {
            Thread.currentThread().interrupt();
            TransportException failure = failure(server.url(), LONG);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
            assertThat(failure.interrupted()).isTrue();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    @Tag("fault-72")
    void an_interrupt_ends_the_call_within_500_ms_and_keeps_the_flag() throws Exception {
        try (RawHttpServer server = new RawHttpServer(RawHttpServer.Call::stall)) {
            CompletableFuture<TransportException> outcome = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                outcome.complete(failure(server.url(), LONG));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            server.awaitFirstRequest();
            long start = System.nanoTime();
            caller.interrupt();

            TransportException failure = outcome.get(10, TimeUnit.SECONDS);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
            assertThat(failure.stage()).isEqualTo(Stage.MAYBE_SENT);
            assertThat(failure.interrupted()).isTrue();
            assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"'bad\nvalue'", "'bad\rvalue'", "'bad\u0000value'"})
    void an_invalid_header_value_is_rejected_and_not_shown(String value) {
        Request request = Request.create(
                HttpMethod.POST, "http://127.0.0.1:1/orders", Map.of("X-Key", List.of(value)), null, null, null);
        TransportException failure = catchThrowableOfType(
                TransportException.class, () -> client.execute(request, new Request.Options(LONG, LONG, false)));

        assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
        assertThat(failure).hasMessageContaining("X-Key").hasNoCause();
        assertThat(failure.getMessage()).doesNotContain("bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a b/", "nowhere", "file:///etc/passwd"})
    void an_invalid_URL_is_not_sent(String url) {
        assertThat(failure(url, LONG).stage()).isEqualTo(Stage.NOT_SENT);
    }

    @Test
    void a_deadline_is_required() {
        assertThatThrownBy(() -> call(HttpMethod.POST, "http://127.0.0.1:1", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be positive");
    }

    @Test
    void fifty_threads_share_one_client() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.json("{}"))) {
            ExecutorService pool = Executors.newFixedThreadPool(50);
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(pool.submit(
                        () -> call(HttpMethod.POST, server.url(), LONG).status()));
            }
            for (Future<Integer> call : calls) {
                assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(200);
            }
            pool.shutdown();
            assertThat(server.requests()).hasSize(50);
        }
    }
}
