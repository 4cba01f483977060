package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.provider.feign.TransportException;
import io.github.reel4j.provider.feign.TransportException.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connection a request goes on, and what becomes of those that nobody uses. */
@Timeout(30)
class ConnectionPoolTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Request.Options ORDER = CallOptions.nonIdempotent(LONG);
    private static final Request.Options POLL = CallOptions.idempotent(LONG).naming("t1");

    private final DeadlineClient client = new DeadlineClient();

    /** Counts connections, names the task in every reply, and then stays or goes. */
    private static final class Counting implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
        private final CompletableFuture<Boolean> firstEnded = new CompletableFuture<>();
        private final boolean staying;

        Counting(boolean staying) throws IOException {
            this.staying = staying;
            Thread accepting = new Thread(this::accept);
            accepting.setDaemon(true);
            accepting.start();
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    accepted.add(socket);
                    Thread thread = new Thread(() -> serve(socket));
                    thread.setDaemon(true);
                    thread.start();
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                byte[] buffer = new byte[8192];
                while (socket.getInputStream().read(buffer) > 0) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\"t1\""
                                    .getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    if (!staying) {
                        break;
                    }
                }
                firstEnded.complete(true);
            } catch (IOException e) {
                firstEnded.complete(true);
            }
        }

        int connections() {
            return accepted.size();
        }

        String url() {
            return "http://127.0.0.1:" + listener.getLocalPort() + "/";
        }

        @Override
        public void close() throws IOException {
            listener.close();
            for (Socket socket : accepted) {
                socket.close();
            }
        }
    }

    private void call(Counting server, Request.Options options) throws IOException {
        Request request = Request.create(HttpMethod.POST, server.url(), Map.of(), new byte[2], null, null);
        assertThat(client.execute(request, options).status()).isEqualTo(200);
    }

    @Test
    void polls_share_a_connection_and_every_order_has_its_own() throws Exception {
        try (Counting server = new Counting(true)) {
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

    /** Where a used connection is taken, some of these go where the server no longer listens: orders of unknown fate. */
    @Test
    @Tag("fault-10")
    void no_order_is_lost_to_a_server_that_closes_after_its_reply_without_a_word() throws Exception {
        try (Counting server = new Counting(false)) {
            for (int i = 0; i < 50; i++) {
                call(server, ORDER);
            }
            assertThat(server.connections()).isEqualTo(50);
        }
    }

    @Test
    void a_poll_after_a_while_finds_out_that_the_server_has_closed() throws Exception {
        try (Counting server = new Counting(false)) {
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
    void options_that_do_not_say_are_those_of_an_order() {
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
    void the_watch_cuts_what_is_idle_for_too_long_and_ends_with_its_last_line() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<PooledConnection> cut = new CompletableFuture<>();
            CompletableFuture<Thread> by = new CompletableFuture<>();
            ConnectionMonitor monitor = new ConnectionMonitor(Duration.ofMillis(1), connection -> {
                by.complete(Thread.currentThread());
                cut.complete(connection);
            });
            PooledConnection connection = new PooledConnection(
                    new RequestTarget.Endpoint(false, "127.0.0.1", listener.getLocalPort()),
                    new Call("127.0.0.1", LONG));
            monitor.add(connection);
            connection.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), LONG);
            try (Socket other = listener.accept()) {
                connection.markIdle();

                assertThat(cut.get(10, TimeUnit.SECONDS)).isSameAs(connection);
                assertThat(other.getInputStream().read()).as("the end").isNegative();
                assertThat(connection.tryLease(new Call("127.0.0.1", LONG))).isFalse();
                Thread watching = by.get();
                watching.join(10_000);
                assertThat(watching.isAlive()).isFalse();
            }
        }
    }

    @Test
    @Tag("fault-75")
    void closing_the_client_closes_its_connections_and_refuses_calls_unsent() throws Exception {
        try (Counting server = new Counting(true)) {
            call(server, POLL);
            client.close();

            assertThat(server.firstEnded.get(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> call(server, POLL))
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            failure -> assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_client_that_is_closed_leaves_no_thread_behind() throws Exception {
        ThreadGroup ours = new ThreadGroup("whatever the client starts");
        try (Counting server = new Counting(true)) {
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
            assertThat(server.firstEnded.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A peer that takes the connection and then says nothing, so that TLS is never agreed on. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_TLS_handshake_that_stalls_ends_at_the_deadline_or_at_an_interrupt_unsent(boolean interrupt)
            throws Exception {
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
    void interim_replies_are_passed_over() throws Exception {
        try (RawHttpServer server = new RawHttpServer(
                call -> call.send(
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{}"))) {
            Request request = Request.create(HttpMethod.POST, server.url(), Map.of(), new byte[2], null, null);
            assertThat(client.execute(request, ORDER).status()).isEqualTo(202);
            assertThat(server.requests()).hasSize(1);
        }
    }
}
