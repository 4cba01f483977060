package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.provider.feign.http.TransportException.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connection a request uses, and when idle connections are closed. */
@Timeout(30)
class ConnectionPoolTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Request.Options ORDER = CallOptions.nonIdempotent(LONG);
    private static final Request.Options POLL = CallOptions.idempotent(LONG).naming("t1");

    private final SingleSendHttpClient client = new SingleSendHttpClient();

    /** A server that names the task in every response. */
    private static RawHttpServer server(boolean closesAfterResponse) {
        return new RawHttpServer(call -> {
            call.respond("200 OK", "", "\"t1\"");
            if (closesAfterResponse) {
                call.hangUp();
            }
        });
    }

    private void call(RawHttpServer server, Request.Options options) throws IOException {
        Request request = Request.create(HttpMethod.POST, server.url(), Map.of(), new byte[2], null, null);
        assertThat(client.execute(request, options).status()).isEqualTo(200);
    }

    @Test
    void polls_share_a_connection_and_every_order_has_its_own() throws Exception {
        try (RawHttpServer server = server(false)) {
            for (int i = 0; i < 5; i++) {
                call(server, POLL);
            }
            assertThat(server.connections()).isEqualTo(1);
            for (int i = 0; i < 5; i++) {
                call(server, ORDER);
                call(server, POLL);
            }
            assertThat(server.connections()).isEqualTo(6);
        }
    }

    /** If connections were reused, some orders would get no response, and their result would be unknown. */
    @Test
    @Tag("fault-10")
    void orders_survive_a_server_that_closes_after_each_response() throws Exception {
        try (RawHttpServer server = server(true)) {
            for (int i = 0; i < 50; i++) {
                call(server, ORDER);
            }
            assertThat(server.connections()).isEqualTo(50);
        }
    }

    @Test
    void a_later_poll_detects_that_the_server_has_closed() throws Exception {
        try (RawHttpServer server = server(true)) {
            call(server, POLL);
            new CompletableFuture<Void>()
                    .completeOnTimeout(
                            null, ConnectionPool.VALIDATE_AFTER_INACTIVITY.toMillis() + 50, TimeUnit.MILLISECONDS)
                    .get();
            call(server, POLL);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void options_of_another_class_are_not_idempotent() {
        assertThat(CallOptions.isIdempotent(new Request.Options())).isFalse();
        assertThat(CallOptions.isIdempotent(ORDER)).isFalse();
        assertThat(CallOptions.isIdempotent(POLL)).isTrue();
    }

    @Test
    @Tag("fault-10")
    void idle_connections_are_closed_before_servers_do_it() {
        assertThat(ConnectionPool.MAX_IDLE_TIME).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void the_monitor_closes_idle_connections_and_ends_with_the_last() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<PooledConnection> closed = new CompletableFuture<>();
            CompletableFuture<Thread> by = new CompletableFuture<>();
            ConnectionWatchdog monitor = new ConnectionWatchdog(connection -> {
                by.complete(Thread.currentThread());
                closed.complete(connection);
            });
            PooledConnection connection = new PooledConnection(
                    new RequestUrl.Endpoint(false, "127.0.0.1", listener.getLocalPort()),
                    new CallState("127.0.0.1", LONG));
            monitor.add(connection);
            connection.connect(
                    List.of(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort())), LONG);
            try (Socket other = listener.accept()) {
                connection.setMaxIdleTime(Duration.ofMillis(1));
                connection.markIdle();

                assertThat(closed.get(10, TimeUnit.SECONDS)).isSameAs(connection);
                assertThat(other.getInputStream().read()).as("the end").isNegative();
                assertThat(connection.tryLease(new CallState("127.0.0.1", LONG)))
                        .isFalse();
                Thread watching = by.get();
                watching.join(10_000);
                assertThat(watching.isAlive()).isFalse();
            }
        }
    }

    @Test
    @Tag("fault-75")
    void a_closed_client_closes_connections_and_sends_nothing() throws Exception {
        try (RawHttpServer server = server(false)) {
            call(server, POLL);
            client.close();

            assertThat(server.awaitFirstDisconnect()).isTrue();
            assertThatThrownBy(() -> call(server, POLL))
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            failure -> assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_closed_client_leaves_no_thread() throws Exception {
        ThreadGroup ours = new ThreadGroup("whatever the client starts");
        try (RawHttpServer server = server(false)) {
            CompletableFuture<Thread> watching = new CompletableFuture<>();
            Thread caller = new Thread(ours, () -> {
                try {
                    call(server, POLL);
                    Thread[] threads = new Thread[ours.activeCount() + 8];
                    int count = ours.enumerate(threads);
                    Arrays.stream(threads, 0, count)
                            .filter(thread -> thread.getName().equals("reel4j-watch"))
                            .findAny()
                            .ifPresentOrElse(watching::complete, () -> watching.cancel(false));
                } catch (IOException e) {
                    watching.completeExceptionally(e);
                }
            });
            caller.start();
            Thread watch = watching.get(10, TimeUnit.SECONDS);

            client.close();

            watch.join(10_000);
            assertThat(watch.isAlive()).isFalse();
            assertThat(server.awaitFirstDisconnect()).isTrue();
        }
    }

    /** A peer that accepts the connection and sends nothing. It ends at the deadline or at an interrupt. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_stalled_TLS_handshake_ends_unsent(boolean interrupt) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Request request = Request.create(
                    HttpMethod.POST,
                    "https://127.0.0.1:" + listener.getLocalPort() + "/",
                    Map.of(),
                    new byte[2],
                    null,
                    null);
            CompletableFuture<TransportException> outcome = new CompletableFuture<>();
            Thread caller = new Thread(() -> outcome.complete(catchThrowableOfType(
                    TransportException.class,
                    () -> client.execute(
                            request,
                            CallOptions.nonIdempotent(interrupt ? LONG.multipliedBy(6) : Duration.ofMillis(300))))));
            caller.start();
            try (Socket silent = listener.accept()) {
                if (interrupt) {
                    caller.interrupt();
                }
                TransportException failure = outcome.get(10, TimeUnit.SECONDS);
                assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
                assertThat(failure.interrupted()).isEqualTo(interrupt);
                assertThat(silent.isConnected()).isTrue();
            }
        }
    }

    @Test
    @Tag("fault-18")
    void interim_responses_are_skipped() throws Exception {
        try (RawHttpServer server = new RawHttpServer(
                call -> call.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                        + "HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}"))) {
            Request request = Request.create(HttpMethod.POST, server.url(), Map.of(), new byte[2], null, null);
            assertThat(client.execute(request, ORDER).status()).isEqualTo(202);
            assertThat(server.requests()).hasSize(1);
        }
    }
}
