package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Client;
import feign.Headers;
import feign.Param;
import feign.Request;
import feign.RequestLine;
import io.github.reel4j.provider.feign.feign.CapturedRequest;
import io.github.reel4j.provider.feign.feign.HttpStatusException;
import io.github.reel4j.provider.feign.feign.RequestCapturedException;
import io.github.reel4j.provider.feign.feign.RequestCapturingClient;
import io.github.reel4j.provider.feign.feign.UndecodableBodyException;
import io.github.reel4j.provider.feign.http.CallOptions;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import io.github.reel4j.provider.feign.http.SingleSendHttpClient;
import io.github.reel4j.provider.feign.http.TransportException;
import io.github.reel4j.provider.feign.http.TransportException.Stage;
import io.github.reel4j.provider.feign.json.StrictJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class FeignClientsTest {

    private static final String KEY = "canary-{key}-4711";

    record Order(String prompt, @Nullable Integer seed) {}

    record Accepted(String id) {}

    @Headers({"Content-Type: application/json", "X-Key: declared"})
    interface Api {
        @RequestLine("POST /orders")
        VendorResponse<Accepted> submit(Order order, Request.Options options) throws IOException;

        @RequestLine("GET /orders?id={id}")
        Accepted status(@Param("id") String id) throws IOException;

        @RequestLine("GET /orders/{id}/status")
        Accepted statusByPath(@Param("id") String id) throws IOException;

        @RequestLine("GET {path}")
        Accepted at(@Param("path") String path) throws IOException;
    }

    interface Undeclared {
        @RequestLine("POST /orders")
        Accepted submit(Order order);
    }

    interface WithDefault {
        default void submit() throws IOException {}
    }

    interface WithUri {
        @RequestLine("POST /orders")
        Accepted submit(URI elsewhere, Order order) throws IOException;
    }

    private static Api api(RawHttpServer server) {
        return api(server.url(), new SingleSendHttpClient());
    }

    private static Api api(String url, Client client) {
        return FeignClients.create(
                Api.class, URI.create(url + "/v1/"), client, () -> Map.of("X-Key", KEY), StrictJson::mapper);
    }

    private static VendorResponse<Accepted> submit(Api api) throws IOException {
        return api.submit(new Order("a \"kitten\" 猫", null), CallOptions.nonIdempotent(Duration.ofSeconds(10)));
    }

    @Test
    void an_order_is_sent_as_JSON_with_each_header_once() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.json("{\"id\":\"t1\"}"))) {
            VendorResponse<Accepted> response = submit(api(server));

            assertThat(response.value()).isEqualTo(new Accepted("t1"));
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST /v1/orders HTTP/1.1\r\n")
                    .containsOnlyOnce("X-Key: " + KEY + "\r\n")
                    .doesNotContain("declared")
                    .containsOnlyOnce("Content-Type: application/json")
                    .endsWith("{\"prompt\":\"a \\\"kitten\\\" 猫\"}");
        }
    }

    /** Unescaped, an id with one of these would change or truncate the path. */
    @Test
    void a_path_parameter_is_always_one_segment() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.json("{\"id\":\"t1\"}"))) {
            Accepted unused = api(server).statusByPath("eu/7 a?b#c%2Fd{e}猫");

            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /v1/orders/eu%2F7%20a%3Fb%23c%252Fd%7Be%7D%E7%8C%AB/status HTTP/1.1\r\n");
        }
    }

    @Test
    void a_parameter_that_is_the_path_keeps_its_slashes() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.json("{\"id\":\"t1\"}"))) {
            Accepted unused = api(server).at("/orders/by hand");

            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /v1/orders/by%20hand HTTP/1.1\r\n");
        }
    }

    @Test
    @Tag("fault-116")
    void the_headers_are_read_for_every_request() throws Exception {
        AtomicInteger turn = new AtomicInteger();
        try (RawHttpServer server = new RawHttpServer(call -> call.json("{\"id\":\"t1\"}"))) {
            Api api = FeignClients.create(
                    Api.class,
                    URI.create(server.url()),
                    new SingleSendHttpClient(),
                    () -> Map.of("x-key", "k" + turn.incrementAndGet()),
                    StrictJson::mapper);
            api.status("a");
            api.status("b");

            assertThat(server.requests().get(0)).contains("x-key: k1");
            assertThat(server.requests().get(1)).contains("x-key: k2").doesNotContain("k1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308, 400, 401, 403, 404, 408, 409, 429, 500, 502, 503, 504})
    void an_error_status_is_thrown_and_not_retried(int status) {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond(
                status + " Oh",
                "Retry-After: 30\r\nLocation: https://Evil.example:8443/x?key=" + KEY + "\r\n",
                "{\"error\":\"no\"}"))) {
            HttpStatusException failure = catchThrowableOfType(HttpStatusException.class, () -> submit(api(server)));

            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.retryAfter()).contains("30");
            assertThat(failure.locationOrigin()).isIn(Optional.of("https://evil.example:8443"), Optional.empty());
            assertThat(failure.excerpt()).asString().isEqualTo("{\"error\":\"no\"}");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_relative_redirect_has_the_origin_of_the_request() {
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("302 Found", "Location: /login\r\n", ""))) {
            HttpStatusException failure = catchThrowableOfType(HttpStatusException.class, () -> submit(api(server)));
            assertThat(failure.locationOrigin()).contains(server.url());
        }
    }

    @Test
    @Tag("fault-114")
    void a_broken_connection_is_thrown_without_the_key() {
        try (RawHttpServer server = new RawHttpServer(RawHttpServer.Call::hangUp)) {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> submit(api(server)));

            assertThat(failure.stage()).isEqualTo(Stage.MAYBE_SENT);
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).doesNotContain(KEY).doesNotContain("/v1/orders");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"id\":7}", "{\"id\":\"a\",\"id\":\"b\"}"})
    @Tag("fault-114")
    void an_undecodable_body_is_thrown_without_the_request(String body) {
        try (RawHttpServer server = new RawHttpServer(call -> call.json(body))) {
            UndecodableBodyException failure =
                    catchThrowableOfType(UndecodableBodyException.class, () -> submit(api(server)));

            assertThat(failure.status()).isEqualTo(200);
            assertThat(failure.hasRequest()).isFalse();
            assertThat(failure.excerpt()).asString().isEqualTo(body);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void each_call_has_its_own_deadline() {
        try (RawHttpServer server = new RawHttpServer(RawHttpServer.Call::stall)) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class,
                    () -> api(server).submit(new Order("p", 1), CallOptions.nonIdempotent(Duration.ofMillis(200))));
            assertThat(failure).hasMessage("no response from 127.0.0.1 in 200 ms");
        }
    }

    @Test
    void a_dry_run_shows_the_request_and_sends_nothing() {
        try (RawHttpServer server = new RawHttpServer(call -> call.json("{}"))) {
            RequestCapturedException outcome = catchThrowableOfType(
                    RequestCapturedException.class, () -> submit(api(server.url(), new RequestCapturingClient())));

            CapturedRequest request = outcome.request();
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.url()).isEqualTo(server.url() + "/v1/orders");
            assertThat(request.headers().keySet()).containsExactlyInAnyOrder("Content-Type", "X-Key");
            assertThat(request.headers().get("x-key")).containsExactly(KEY);
            assertThat(request.bodyText()).isEqualTo("{\"prompt\":\"a \\\"kitten\\\" 猫\"}");
            assertThat(request.toString()).doesNotContain(KEY).doesNotContain("/v1/orders");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void an_invalid_interface_is_rejected() {
        assertThatThrownBy(() -> create(Undeclared.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Undeclared.submit")
                .hasMessageContaining("throws IOException");
        assertThatThrownBy(() -> create(WithDefault.class)).hasMessageContaining("is a default method");
        assertThatThrownBy(() -> create(WithUri.class)).hasMessageContaining("takes a URI");
    }

    private static <T> T create(Class<T> api) {
        return FeignClients.create(
                api, URI.create("http://127.0.0.1:1"), new RequestCapturingClient(), Map::of, StrictJson::mapper);
    }
}
