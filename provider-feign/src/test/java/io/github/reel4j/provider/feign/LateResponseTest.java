package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.provider.feign.http.BufferedBody;
import io.github.reel4j.provider.feign.http.CallOptions;
import io.github.reel4j.provider.feign.http.CallState;
import io.github.reel4j.provider.feign.http.ConnectionOptions;
import io.github.reel4j.provider.feign.http.MalformedResponseException;
import io.github.reel4j.provider.feign.http.PooledConnection;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import io.github.reel4j.provider.feign.http.RequestUrl;
import io.github.reel4j.provider.feign.http.SingleSendHttpClient;
import io.github.reel4j.provider.feign.http.TransportException;
import io.github.reel4j.provider.feign.http.TransportException.Stage;
import io.github.reel4j.provider.feign.http.TransportFailures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that responds twice, late, early or without a request: no response is ever taken for the response to another
 * request.
 */
@Timeout(30)
class LateResponseTest {

    private static final CallOptions POLL = CallOptions.idempotent(Duration.ofSeconds(10));

    private final SingleSendHttpClient client = new SingleSendHttpClient();

    @AfterEach
    void close() {
        client.close();
    }

    /** Sends the previous response on the connection again before each response. */
    private static RawHttpServer repeating(String status, String named) {
        ThreadLocal<String> last = new ThreadLocal<>(); // each connection has its own thread
        return new RawHttpServer(call -> {
            String task = call.request.substring(call.request.length() - 12);
            if (last.get() != null) {
                call.respond(status, "", last.get());
            }
            last.set("{\"video\":\"of " + task + "\"" + named.replace("ID", task) + "}");
            call.respond(status, "", last.get());
        });
    }

    private String poll(RawHttpServer server, CallOptions options, String task) throws IOException {
        byte[] body = task.getBytes(StandardCharsets.US_ASCII);
        Request request = Request.create(HttpMethod.POST, server.url(), Map.of(), body, null, null);
        return new String(BufferedBody.of(client.execute(request, options)), StandardCharsets.US_ASCII);
    }

    private static String task(int number) {
        return String.format("task-%07d", number);
    }

    @ParameterizedTest
    @CsvSource({"200 OK, false", "404 Not Found, false", "200 OK, true", "404 Not Found, true"})
    @Tag("fault-143")
    void a_late_response_is_never_taken_for_another_task(String status, boolean named) throws Exception {
        try (RawHttpServer server = repeating(status, named ? ",\"id\":\"ID\"" : "")) {
            for (int i = 0; i < 12; i++) {
                String task = task(i);
                assertThat(poll(server, POLL.naming(task), task)).contains("of " + task);
            }
        }
    }

    @Test
    @Tag("fault-143")
    void polls_whose_response_names_no_task_share_no_connection() throws Exception {
        try (RawHttpServer server = repeating("200 OK", "")) {
            for (int i = 0; i < 12; i++) {
                assertThat(poll(server, POLL, task(i))).contains("of " + task(i));
            }
            assertThat(server.requests()).hasSize(12);
        }
    }

    @Test
    @Tag("fault-143")
    void a_response_without_the_task_closes_its_connection() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> {
            boolean second = call.number == 2;
            call.json(second ? "{}" : "{\"id\":\"" + task(1) + "\"}");
        })) {
            assertThat(poll(server, POLL.naming(task(1)), task(1))).contains(task(1));
            assertThat(poll(server, POLL.naming(task(1)), task(1))).contains(task(1));
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 No", "402 Pay", "403 No", "408 Slow", "429 Slow", "500 Oh", "503 Later"})
    void a_response_not_about_a_task_is_not_requested_again(String status) throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> {
            if (call.number == 1) {
                call.json("{\"id\":\"" + task(1) + "\"}");
            } else {
                call.respond(status, "", "{}");
            }
        })) {
            poll(server, POLL.naming(task(1)), task(1));
            assertThat(poll(server, POLL.naming(task(1)), task(1))).isEqualTo("{}");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    @Tag("fault-144")
    void a_response_before_the_request_is_an_unsent_failure() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RequestUrl.Endpoint endpoint = new RequestUrl.Endpoint(false, "127.0.0.1", listener.getLocalPort());
            PooledConnection connection =
                    new PooledConnection(endpoint, new CallState("127.0.0.1", Duration.ofSeconds(10)));
            connection.connect(
                    List.of(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort())),
                    Duration.ofSeconds(10));
            try (Socket early = listener.accept()) {
                connection.startTls(ConnectionOptions.DEFAULT.tls());
                assertThat(connection.hasUnexpectedData()).isFalse();
                early.getOutputStream().write('H');
                while (!connection.hasUnexpectedData()) {
                    Thread.onSpinWait();
                }
            }
            connection.abort();
        }
        CallState unsent = new CallState("127.0.0.1", Duration.ofSeconds(10));
        TransportException failure =
                TransportFailures.of(unsent, new MalformedResponseException("came before the request was sent"));
        assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
        assertThat(failure).hasMessage("a response from 127.0.0.1 came before the request was sent");
    }

    @Test
    @Tag("fault-144")
    void too_many_interim_responses_end_the_call() {
        try (RawHttpServer server = new RawHttpServer(call -> {
            while (true) {
                call.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
            }
        })) {
            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> poll(server, POLL.naming(task(1)), task(1)));
            assertThat(failure.stage()).isEqualTo(Stage.RESPONSE_UNUSABLE);
        }
    }

    @Test
    @Tag("fault-144")
    void a_connection_with_an_interim_response_is_not_reused() throws Exception {
        ThreadLocal<Boolean> used = new ThreadLocal<>();
        try (RawHttpServer server = new RawHttpServer(call -> {
            String id = "{\"id\":\"" + (used.get() == null ? task(1) : "used before") + "\"}";
            used.set(true);
            call.send("HTTP/1.1 102 Processing\r\n\r\n");
            call.json(id);
        })) {
            for (int i = 0; i < 3; i++) {
                assertThat(poll(server, POLL.naming(task(1)), task(1))).contains(task(1));
            }
            assertThat(server.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':'task-0000001'}|task-0000001|true",
                "{'url':'https://h/x-task-0000001.mp4'}|task-0000001|true",
                "{'id':'task-00000011'}|task-0000001|false",
                "{'id':'atask-0000001'}|task-0000001|false",
                "{'id':'t1'}|t1|true",
                "{'text':'t1 of 2'}|t1|false",
                "{}|t1|false",
                "''|t1|false"
            })
    void a_response_names_a_task_by_its_whole_id(String text, String task, boolean named) throws Exception {
        byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        BufferedBody body = new BufferedBody(-1);
        body.fill(new java.io.ByteArrayInputStream(bytes));
        assertThat(body.containsId(task)).isEqualTo(named);
    }
}
