package io.github.reel4j.testkit.simulator;

import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.HEADERS;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.T2V;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.T2V_SAMPLE;
import static io.github.reel4j.testkit.simulator.pixazo.PixazoClient.WAN_POLL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.testkit.contract.support.EventualCondition;
import io.github.reel4j.testkit.http.server.Wire;
import io.github.reel4j.testkit.simulator.pixazo.PixazoClient;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    private final Simulator pixazo = PixazoSimulator.create();
    private final PixazoClient client = new PixazoClient(pixazo);

    @AfterEach
    void close() {
        pixazo.close();
    }

    static Stream<Fault> faults_after_which_the_money_is_spent() {
        return Stream.of(
                Fault.http(500),
                Fault.http(503),
                Fault.http(408),
                Fault.http(409),
                Fault.http(302),
                Fault.connectionReset(),
                Fault.connectionClosed(),
                Fault.emptyBody(),
                Fault.cutBody(),
                Fault.wrongLength(5),
                Fault.wrongLength(-5),
                Fault.html(),
                Fault.garbage(),
                Fault.gzip(),
                Fault.oversizeBody(100_000),
                Fault.drip(Duration.ofNanos(1)),
                Fault.redirect(303, "http://127.0.0.1:1/"),
                Fault.response(200, "application/json", "{}"));
    }

    @ParameterizedTest
    @MethodSource("faults_after_which_the_money_is_spent")
    void an_order_whose_response_is_lost_is_billed(Fault fault) {
        pixazo.nextSubmit(fault);
        submitWhateverHappens();
        assertThat(pixazo.ledger().orders()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("faults_after_which_the_money_is_spent")
    void a_fault_can_occur_before_accepting(Fault fault) {
        pixazo.nextSubmit(fault.beforeAccepting());
        submitWhateverHappens();
        assertThat(pixazo.ledger().orders()).isEmpty();
        assertThat(pixazo.ledger().submits()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 422, 429})
    void a_rejection_is_never_billed(int status) throws Exception {
        pixazo.nextSubmit(Fault.http(status));
        assertThat(client.post(T2V, T2V_SAMPLE).status()).isEqualTo(status);
        assertThat(pixazo.ledger().orders()).isEmpty();
        assertThat(client.post(T2V, T2V_SAMPLE).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 308})
    void an_order_that_is_sent_elsewhere_is_not_billed_here(int status) throws Exception {
        pixazo.nextSubmit(Fault.redirect(status, "/elsewhere"));
        assertThat(client.post(T2V, T2V_SAMPLE).status()).isEqualTo(status);
        assertThat(pixazo.ledger().orders()).isEmpty();
    }

    @Test
    void an_error_has_the_documented_body_and_added_headers() throws Exception {
        pixazo.nextSubmit(Fault.http(429).retryAfter("30").header("X-Trace", "1"));
        pixazo.nextSubmit(Fault.http(500).body("boom"));
        Wire.Response limited = client.post(T2V, T2V_SAMPLE);
        assertThat(limited.header("retry-after")).isEqualTo("30");
        assertThat(limited.header("x-trace")).isEqualTo("1");
        assertThat(limited.body()).isEqualTo("{\"error\":\"Rate limit exceeded, please retry later\"}");
        assertThat(client.post(T2V, T2V_SAMPLE).body()).isEqualTo("boom");
    }

    @Test
    void a_reset_arrives_as_a_reset_and_a_close_as_nothing() throws Exception {
        pixazo.nextSubmit(Fault.connectionReset());
        pixazo.nextSubmit(Fault.connectionClosed());
        assertThatThrownBy(() -> client.post(T2V, T2V_SAMPLE)).isInstanceOf(SocketException.class);
        assertThat(Wire.raw(pixazo.baseUrl(), request())).isEmpty();
    }

    @Test
    void silence_lasts_until_the_simulator_is_closed() throws Exception {
        pixazo.nextSubmit(Fault.silence());
        try (Socket socket = open()) {
            assertThat(EventualCondition.holdsWithin(
                            Duration.ofSeconds(10),
                            () -> !pixazo.ledger().orders().isEmpty()))
                    .isTrue();
            socket.setSoTimeout(100);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            pixazo.close();
            socket.setSoTimeout(10_000);
            assertThat(endOf(socket.getInputStream())).isEmpty();
        }
        assertThat(pixazo.ledger().orders()).hasSize(1);
    }

    @Test
    void headers_may_be_all_that_ever_comes() throws Exception {
        pixazo.nextSubmit(Fault.headersThenSilence());
        try (Socket socket = open()) {
            socket.setSoTimeout(10_000);
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            assertThat(head).startsWith("HTTP/1.1 200").contains("Content-Length: ");
            socket.setSoTimeout(100);
            assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void a_cut_body_is_shorter_than_announced() throws Exception {
        pixazo.nextSubmit(Fault.cutBody());
        Wire.Response result = client.post(T2V, T2V_SAMPLE);
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.bytes().length).isPositive().isLessThan(Integer.parseInt(result.header("content-length")));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, -7, -100_000})
    void a_content_length_can_be_too_long_or_too_short(int excess) throws Exception {
        pixazo.nextSubmit(Fault.wrongLength(excess));
        Wire.Response result = client.post(T2V, T2V_SAMPLE);
        assertThat(Integer.parseInt(result.header("content-length")))
                .isEqualTo(Math.max(0, result.bytes().length + excess));
        assertThat(PixazoClient.json(result).at("/output/task_id").textValue()).isNotEmpty();
    }

    @Test
    void a_stall_is_half_a_body_and_then_silence() throws Exception {
        pixazo.nextSubmit(Fault.stall());
        try (Socket socket = open()) {
            socket.setSoTimeout(10_000);
            InputStream in = socket.getInputStream();
            StringBuilder result = new StringBuilder();
            while (result.indexOf("{") < 0) {
                result.append((char) in.read());
            }
            socket.setSoTimeout(100);
            assertThatThrownBy(in::readAllBytes).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(pixazo.ledger().orders()).hasSize(1);
    }

    @Test
    void retry_after_is_in_seconds_or_a_date() throws Exception {
        pixazo.nextPoll(Fault.http(429).retryAfter(2, TimeUnit.MINUTES));
        pixazo.nextPoll(Fault.http(503).retryAfter(1_001, ChronoUnit.MILLIS));
        pixazo.nextPoll(Fault.http(429).retryAfter(Instant.parse("2026-01-01T00:10:00.9Z")));
        assertThat(requestedWait()).isEqualTo("120");
        assertThat(requestedWait()).isEqualTo("2");
        assertThat(requestedWait()).isEqualTo("Thu, 01 Jan 2026 00:10:00 GMT");
    }

    private String requestedWait() throws IOException {
        return client.post(WAN_POLL, "{\"task_id\":\"x\"}").header("retry-after");
    }

    @Test
    void a_drip_is_complete_in_the_end() throws Exception {
        pixazo.nextSubmit(Fault.drip(Duration.ofNanos(1)));
        assertThat(PixazoClient.json(client.post(T2V, T2V_SAMPLE))
                        .at("/output/task_id")
                        .textValue())
                .isNotEmpty();
    }

    @Test
    void gzip_holds_the_genuine_body() throws Exception {
        pixazo.nextSubmit(Fault.gzip());
        Wire.Response result = client.post(T2V, T2V_SAMPLE);
        assertThat(result.header("content-encoding")).isEqualTo("gzip");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(result.bytes()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("task_id");
        }
    }

    @Test
    void an_oversize_body_has_its_size_and_is_well_formed() throws Exception {
        pixazo.nextSubmit(Fault.oversizeBody(1_000_003));
        Wire.Response result = client.post(T2V, T2V_SAMPLE);
        assertThat(result.bytes()).hasSize(1_000_003);
        assertThat(PixazoClient.json(result).get("padding").isTextual()).isTrue();
        assertThatThrownBy(() -> Fault.oversizeBody(15)).hasMessageContaining("16");
    }

    @Test
    void raw_bytes_arrive_unchanged() throws Exception {
        pixazo.nextPoll(Fault.raw("HTTP/1.1 999 Odd\r\n\r\n"));
        assertThat(Wire.raw(pixazo.baseUrl(), request().replace(T2V, WAN_POLL))).isEqualTo("HTTP/1.1 999 Odd\r\n\r\n");
    }

    @Test
    void a_redirect_has_a_location() throws Exception {
        pixazo.nextPoll(Fault.redirect(307, "http://127.0.0.1:1/elsewhere"));
        Wire.Response result = client.post(WAN_POLL, "{\"task_id\":\"x\"}");
        assertThat(result.status()).isEqualTo(307);
        assertThat(result.header("location")).isEqualTo("http://127.0.0.1:1/elsewhere");
    }

    @Test
    void faults_are_queued_by_kind_of_request() throws Exception {
        pixazo.nextPoll(Fault.http(500));
        pixazo.nextPoll(Fault.html());
        String id = client.order();
        String poll = "{\"task_id\":\"" + id + "\"}";
        assertThat(client.post(WAN_POLL, poll).status()).isEqualTo(500);
        assertThat(client.post(WAN_POLL, poll).header("content-type")).startsWith("text/html");
        assertThat(client.post(WAN_POLL, poll).body()).contains("PENDING");
        assertThat(pixazo.ledger().polls()).hasSize(3);
    }

    @Test
    void an_invalid_order_is_not_billed_whatever_the_fault() throws Exception {
        pixazo.nextSubmit(Fault.http(503));
        assertThat(client.post(T2V, "{}").status()).isEqualTo(503);
        assertThat(pixazo.ledger().orders()).isEmpty();
    }

    private void submitWhateverHappens() {
        try {
            Wire.raw(pixazo.baseUrl(), request());
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
    }

    private Socket open() throws Exception {
        Socket socket = new Socket(pixazo.baseUrl().getHost(), pixazo.baseUrl().getPort());
        socket.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String endOf(InputStream in) throws IOException {
        try {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException e) {
            return "";
        }
    }

    private static String request() {
        StringBuilder head = new StringBuilder("POST " + T2V + " HTTP/1.1\r\nConnection: close\r\n");
        Map.copyOf(HEADERS).forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return head + "Content-Length: " + T2V_SAMPLE.length() + "\r\n\r\n" + T2V_SAMPLE;
    }
}
