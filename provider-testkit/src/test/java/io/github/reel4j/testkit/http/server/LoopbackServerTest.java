package io.github.reel4j.testkit.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {

    private final List<ReceivedRequest> seen = new CopyOnWriteArrayList<>();
    private final LoopbackServer server = LoopbackServer.bind(0);
    private final URI origin = server.origin();

    @BeforeEach
    void serve() {
        server.serve((request, exchange) -> {
            seen.add(request);
            exchange.send(ServerResponse.json(200, "{\"path\":\"" + request.path() + "\"}"));
        });
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_request_is_read_with_path_query_headers_and_body() throws Exception {
        Wire.send(origin, "POST", "/a%20b+c?x=1%2B1&y=a+b&x=2", Map.of("X-Many", "one"), "名前");
        ReceivedRequest request = seen.get(0);
        assertThat(request.path()).isEqualTo("/a b+c");
        assertThat(request.query()).isEqualTo(Map.of("x", "1+1", "y", "a b"));
        assertThat(request.header("x-MANY")).hasValue("one");
        assertThat(request.body()).isEqualTo("名前");
    }

    @Test
    void two_requests_share_a_connection() throws Exception {
        String results = Wire.raw(
                origin, "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(results).contains("/1").contains("/2");
    }

    @Test
    void a_chunked_body_is_put_together() throws Exception {
        String head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        Wire.raw(origin, head + "5;x=y\r\nhello\r\nA\r\n, chunked!\r\n0\r\nTrailer: t\r\n\r\n");
        assertThat(seen.get(0).body()).isEqualTo("hello, chunked!");
    }

    @Test
    void expect_continue_gets_100_continue() throws Exception {
        String result = Wire.raw(
                origin, "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
        assertThat(result).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200");
    }

    @Test
    void the_response_to_head_has_no_body() throws Exception {
        Wire.Response result = Wire.send(origin, "HEAD", "/x", Map.of(), "");
        assertThat(result.header("content-length")).isEqualTo("13");
        assertThat(result.latin1()).isEmpty();
    }

    @Test
    void malformed_requests_are_rejected() throws Exception {
        assertThat(Wire.raw(origin, "HELLO\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(Wire.raw(origin, "GET /%zz HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(Wire.raw(origin, "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(Wire.raw(origin, "POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
        assertThat(Wire.raw(origin, "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(seen).isEmpty();
    }

    @Test
    void an_endless_head_is_rejected() throws Exception {
        // exactly as long as the server reads, so that nothing unread turns its close into a reset
        String head = "GET / HTTP/1.1\r\nX: ";
        assertThat(Wire.raw(origin, head + "x".repeat(64 * 1024 - head.length() + 2)))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void a_taken_port_is_named() {
        assertThatThrownBy(() -> LoopbackServer.bind(origin.getPort()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Port " + origin.getPort())
                .hasMessageContaining("0 for any free port");
    }

    @Test
    void a_closed_server_accepts_no_connection() {
        server.close();
        server.close();
        assertThatThrownBy(() -> Wire.send(origin, "GET", "/", Map.of(), "")).isNotNull();
    }

    @Test
    void the_text_of_a_request_has_no_header() {
        ReceivedRequest request =
                new ReceivedRequest("GET", "/x?y", "/x", Map.of(), Map.of("authorization", List.of("secret")), "");
        assertThat(Objects.toString(request)).isEqualTo("GET /x?y (0 characters)");
    }
}
