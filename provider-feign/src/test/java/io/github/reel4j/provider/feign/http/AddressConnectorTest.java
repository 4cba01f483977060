package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import feign.Request;
import io.github.reel4j.provider.feign.http.TransportException.Stage;
import io.github.reel4j.spi.NetworkOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Connecting to a host with several addresses. */
@Timeout(60)
class AddressConnectorTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private static InetSocketAddress closedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(free.getInetAddress(), free.getLocalPort());
        }
    }

    private static InetSocketAddress address(RawHttpServer server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    private static RawHttpServer server() {
        return new RawHttpServer(call -> call.json("{}"));
    }

    private static PooledConnection connection(Duration timeout) {
        return new PooledConnection(
                new RequestUrl.Endpoint(false, "vendor.example", 80), new CallState("vendor.example", timeout));
    }

    @ParameterizedTest
    @CsvSource({
        "4a, 4a",
        "4a 4b 4c, 4a 4b 4c",
        "6a 6b 6c 4a 4b 4c, 6a 4a 6b 4b 6c 4c",
        "4a 4b 6a 6b 6c 6d, 4a 6a 4b 6b 6c 6d",
        "4a 4b 4c 6a, 4a 6a 4b 4c",
        "6a 4a 4b 4c, 6a 4a 4b 4c",
    })
    void IPv6_and_IPv4_take_turns_after_the_first(String resolved, String tried) throws Exception {
        assertThat(AddressConnector.interleaveFamilies(addresses(resolved))).isEqualTo(addresses(tried));
    }

    /** Parses names such as 4a and 6b: the family and the last byte. */
    private static List<InetSocketAddress> addresses(String names) throws Exception {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String name : names.split(" ", -1)) {
            byte[] bytes = new byte[name.charAt(0) == '4' ? 4 : 16];
            bytes[bytes.length - 1] = (byte) name.charAt(1);
            addresses.add(new InetSocketAddress(InetAddress.getByAddress(bytes), 80));
        }
        return addresses;
    }

    @Test
    void an_address_that_responds_needs_no_other() throws Exception {
        try (RawHttpServer first = server();
                RawHttpServer second = server()) {
            AddressConnector connector = new AddressConnector(List.of(address(first), address(second)), LONG);

            try (Socket socket = connector.connect()) {
                assertThat(socket.getPort()).isEqualTo(first.port());
                assertThat(connector.startDueAttempt()).as("never again").isEqualTo(Long.MAX_VALUE);
            }
            assertThat(second.connections()).isZero();
        }
    }

    /** Nothing calls {@code startDueAttempt} here, so the thread of the caller does it. */
    @Test
    @Tag("fault-2")
    void after_a_refused_connection_the_next_address_is_tried_at_once() throws Exception {
        try (RawHttpServer last = server()) {
            AddressConnector connector = new AddressConnector(List.of(closedPort(), closedPort(), address(last)), LONG);
            try (Socket socket = connector.connect()) {
                assertThat(socket.getPort()).isEqualTo(last.port());
            }
        }
    }

    /** A share of the connect timeout each would be 10 s. */
    @Test
    @Tag("fault-2")
    void a_dead_address_costs_its_head_start() throws Exception {
        try (FullPort dead = new FullPort();
                RawHttpServer alive = server()) {
            ConnectionWatchdog watchdog = new ConnectionWatchdog(evicted -> {});
            PooledConnection connection = connection(LONG.multipliedBy(2));
            watchdog.add(connection);
            long start = System.nanoTime();
            connection.connect(List.of(dead.address(), address(alive)), LONG);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            watchdog.remove(connection);

            assertThat(elapsed).isBetween(AddressConnector.HEAD_START, Duration.ofSeconds(5));
            connection.startTls(TlsConnector.ofJvm());
            connection.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(connection
                            .responseReader()
                            .readHead(new CallState("vendor.example", LONG), false)
                            .status())
                    .isEqualTo(200);
            connection.abort();
        }
    }

    @Test
    void the_failure_of_the_first_address_is_reported() throws Exception {
        AddressConnector connector = new AddressConnector(List.of(closedPort(), closedPort(), closedPort()), LONG);

        assertThatThrownBy(connector::connect)
                .isInstanceOf(ConnectException.class)
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).hasSize(2).allMatch(ConnectException.class::isInstance));
    }

    /** The address that may still respond decides, not the one that failed at once. */
    @Test
    @Tag("fault-4")
    @Tag("fault-186")
    void the_configured_connect_timeout_is_reported() throws Exception {
        try (FullPort dead = new FullPort()) {
            PooledConnection connection = connection(LONG);
            Throwable failure = catchThrowable(
                    () -> connection.connect(List.of(dead.address(), closedPort()), Duration.ofMillis(400)));

            assertThat(failure)
                    .isInstanceOfSatisfying(
                            ConnectTimeoutException.class,
                            timeout -> assertThat(timeout.timeout()).isEqualTo(Duration.ofMillis(400)));
            assertThat(TransportFailures.of(new CallState("vendor.example", LONG), failure))
                    .hasMessage("no connection to vendor.example in 400 ms")
                    .extracting(TransportException::stage)
                    .isEqualTo(Stage.NOT_SENT);
        }
    }

    @Test
    @Tag("fault-4")
    @Tag("fault-186")
    void the_pool_applies_the_configured_connect_timeout() throws Exception {
        try (FullPort dead = new FullPort();
                SingleSendHttpClient client = new SingleSendHttpClient(new ConnectionOptions(
                        Duration.ofMillis(400), LONG, 1, NetworkOptions.DEFAULT, TlsConnector.ofJvm()))) {
            Request order = Request.create(Request.HttpMethod.POST, dead.url(), Map.of(), new byte[2], null, null);

            assertThatThrownBy(() -> client.execute(order, CallOptions.nonIdempotent(LONG)))
                    .hasMessage("no connection to 127.0.0.1 in 400 ms")
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            failure -> assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT));
        }
    }

    private enum End {
        DEADLINE,
        INTERRUPT,
        CLOSE
    }

    /** Each of 3 attempts runs on its own thread by then, and all of them end. */
    @ParameterizedTest
    @EnumSource(End.class)
    @Tag("fault-2")
    @Tag("fault-72")
    @Tag("fault-75")
    @Tag("fault-186")
    void deadline_interrupt_and_close_end_all_attempts(End end) throws Exception {
        try (FullPort dead = new FullPort();
                FullPort dead2 = new FullPort();
                FullPort dead3 = new FullPort()) {
            ConnectionWatchdog watchdog = new ConnectionWatchdog(evicted -> {});
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            CompletableFuture<CallState> started = new CompletableFuture<>();
            ThreadGroup group = new ThreadGroup("the call and what it starts");
            Thread caller = new Thread(group, () -> {
                CallState call = new CallState("vendor.example", end == End.DEADLINE ? Duration.ofSeconds(2) : LONG);
                PooledConnection connection =
                        new PooledConnection(new RequestUrl.Endpoint(false, "vendor.example", 80), call);
                watchdog.add(connection);
                started.complete(call);
                Throwable failure = catchThrowable(
                        () -> connection.connect(List.of(dead.address(), dead2.address(), dead3.address()), LONG));
                outcome.complete(
                        failure == null ? new AssertionError("connected") : TransportFailures.of(call, failure));
                watchdog.remove(connection);
            });
            caller.start();
            awaitConnecting(group, 2);

            if (end == End.INTERRUPT) {
                caller.interrupt();
            } else if (end == End.CLOSE) {
                watchdog.close();
            }

            assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOfSatisfying(TransportException.class, failure -> {
                assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
                assertThat(failure.interrupted()).isEqualTo(end == End.INTERRUPT);
            });
            assertThat(started.join().startSending()).as("may still be sent").isFalse();
            awaitConnecting(group, 0);
        }
    }

    /** Waits until this many threads are helping to connect. */
    private static void awaitConnecting(ThreadGroup group, long count) {
        Thread[] threads = new Thread[64];
        long connecting;
        do {
            Thread.onSpinWait();
            int all = group.enumerate(threads);
            connecting = Arrays.stream(threads, 0, all)
                    .filter(thread -> thread.getName().equals("reel4j-connect"))
                    .count();
        } while (connecting != count);
    }

    @Test
    void an_interrupt_ends_the_wait_for_another_attempt() throws Exception {
        try (FullPort dead = new FullPort()) {
            ThreadGroup group = new ThreadGroup("the call and what it starts");
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            Thread caller = new Thread(group, () -> {
                AddressConnector connector;
                try {
                    connector = new AddressConnector(List.of(dead.address(), closedPort()), LONG, Duration.ZERO);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                // The daemon thread takes the dead address, so that the attempt of the caller is refused.
                connector.startDueAttempt();
                awaitAttempt(group);
                Thread.currentThread().interrupt();
                Throwable failure = catchThrowable(connector::connect);
                outcome.complete(Thread.interrupted() ? failure : new AssertionError("the flag is gone"));
            });
            caller.start();

            assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
            awaitConnecting(group, 0);
        }
    }

    /** Waits until a daemon thread has chosen its address. */
    private static void awaitAttempt(ThreadGroup group) {
        Thread[] threads = new Thread[64];
        boolean trying;
        do {
            Thread.onSpinWait();
            int all = group.enumerate(threads);
            trying = Arrays.stream(threads, 0, all)
                    .filter(thread -> thread != Thread.currentThread())
                    .flatMap(thread -> Arrays.stream(thread.getStackTrace()))
                    .anyMatch(frame -> frame.getMethodName().equals("tryAddress"));
        } while (!trying);
    }

    @Test
    void a_closed_connector_connects_to_nothing() throws Exception {
        try (RawHttpServer server = server()) {
            AddressConnector connector = new AddressConnector(List.of(address(server)), LONG);
            connector.close();

            assertThatThrownBy(connector::connect).isInstanceOf(SocketException.class);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void closing_also_closes_a_connection_that_was_made() throws Exception {
        try (RawHttpServer server = server()) {
            AddressConnector connector = new AddressConnector(List.of(address(server)), LONG);
            Socket socket = connector.connect();

            connector.close();

            assertThat(socket.isClosed()).isTrue();
        }
    }

    /** Both attempts start at the same time here, so that often both connect. */
    @Test
    @Tag("fault-2")
    @Tag("fault-187")
    void of_2_connections_1_carries_the_request_and_1_is_closed() throws Exception {
        int rounds = 300;
        try (ByteCounter first = new ByteCounter();
                ByteCounter second = new ByteCounter()) {
            for (int i = 0; i < rounds; i++) {
                AddressConnector connector =
                        new AddressConnector(List.of(first.address(), second.address()), LONG, Duration.ZERO);
                connector.startDueAttempt();
                try (Socket socket = connector.connect()) {
                    socket.getOutputStream().write('x');
                }
            }
            while (first.ended.get() + second.ended.get() < first.accepted.get() + second.accepted.get()
                    || first.bytes.get() + second.bytes.get() < rounds) {
                Thread.onSpinWait();
            }
            assertThat(first.bytes.get() + second.bytes.get()).isEqualTo(rounds);
            assertThat(first.accepted.get() + second.accepted.get())
                    .as("connections, some of them closed without a byte")
                    .isGreaterThan(rounds);
        }
    }

    /** A server that reads each connection to its end, one after the other. */
    private static final class ByteCounter implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        private final AtomicInteger accepted = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicInteger bytes = new AtomicInteger();

        ByteCounter() throws IOException {
            Thread thread = new Thread(this::run, "byte-counter");
            thread.setDaemon(true);
            thread.start();
        }

        InetSocketAddress address() {
            return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
        }

        private void run() {
            while (!listener.isClosed()) {
                try (Socket socket = listener.accept()) {
                    accepted.incrementAndGet();
                    bytes.addAndGet(socket.getInputStream().readAllBytes().length);
                } catch (IOException e) {
                    // A reset also ends a connection.
                } finally {
                    ended.incrementAndGet();
                }
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
