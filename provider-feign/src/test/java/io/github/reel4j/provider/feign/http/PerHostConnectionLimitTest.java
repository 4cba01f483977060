package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.provider.feign.SampleVendor;
import io.github.reel4j.provider.feign.http.TransportException.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of connections: their maximum number, and how long they may be idle. */
@Timeout(60)
class PerHostConnectionLimitTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Request.Options POLL = CallOptions.idempotent(LONG).naming("t1");

    private static SingleSendHttpClient client(Map<String, String> settings) {
        return new SingleSendHttpClient(ConnectionOptions.of(SampleVendor.config(settings)));
    }

    private static SingleSendHttpClient client(int max) {
        return client(Map.of("reel4j.max-connections-per-host", String.valueOf(max)));
    }

    private static int call(SingleSendHttpClient client, String url, Request.Options options)
            throws TransportException {
        return client.execute(Request.create(HttpMethod.POST, url, Map.of(), new byte[2], null, null), options)
                .status();
    }

    /** Starts an order in a thread of its own. */
    private static CompletableFuture<Object> start(SingleSendHttpClient client, String url, List<Thread> threads) {
        CompletableFuture<Object> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                outcome.complete(call(client, url, CallOptions.nonIdempotent(LONG)));
            } catch (TransportException e) {
                outcome.complete(e);
            }
        });
        threads.add(thread);
        thread.start();
        return outcome;
    }

    @Test
    @Tag("fault-188")
    void no_more_connections_are_open_than_allowed() throws Exception {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger max = new AtomicInteger();
        try (RawHttpServer server = new RawHttpServer(call -> {
                    max.accumulateAndGet(open.incrementAndGet(), Math::max);
                    TimeUnit.MILLISECONDS.sleep(5);
                    open.decrementAndGet();
                    call.json("\"t1\"");
                });
                SingleSendHttpClient client = client(3)) {
            List<CompletableFuture<Object>> orders = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                orders.add(start(client, server.url(), new ArrayList<>()));
            }
            for (CompletableFuture<Object> order : orders) {
                assertThat(order.get(30, TimeUnit.SECONDS)).isEqualTo(200);
            }
            assertThat(max.get()).isBetween(1, 3);
            assertThat(server.requests()).hasSize(30);
        }
    }

    @Test
    @Tag("fault-188")
    void an_order_that_waits_too_long_for_a_connection_is_unsent() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
                    release.await();
                    call.json("{}");
                });
                SingleSendHttpClient client = client(1)) {
            CompletableFuture<Object> first = start(client, server.url(), new ArrayList<>());
            server.awaitFirstRequest();

            TransportException failure = catchThrowableOfType(
                    TransportException.class,
                    () -> call(client, server.url(), CallOptions.nonIdempotent(Duration.ofMillis(200))));

            assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
            assertThat(failure)
                    .hasMessage("all 1 connections to 127.0.0.1 were in use for 200 ms;"
                            + " the setting reel4j.max-connections-per-host allows more");
            release.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(server.requests()).hasSize(1);
            assertThat(call(client, server.url(), POLL)).isEqualTo(200);
        }
    }

    @Test
    @Tag("fault-188")
    void an_interrupt_or_a_close_ends_the_wait_unsent() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        SingleSendHttpClient client = client(1);
        try (RawHttpServer server = new RawHttpServer(call -> {
            release.await();
            call.json("{}");
        })) {
            CompletableFuture<Object> first = start(client, server.url(), threads);
            server.awaitFirstRequest();
            CompletableFuture<Object> interrupted = start(client, server.url(), threads);
            CompletableFuture<Object> closed = start(client, server.url(), threads);
            threads.get(1).interrupt();

            assertThat((TransportException) interrupted.get(10, TimeUnit.SECONDS))
                    .matches(TransportException::interrupted)
                    .extracting(TransportException::stage)
                    .isEqualTo(Stage.NOT_SENT);
            while (threads.get(2).getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            client.close();
            assertThat((TransportException) closed.get(10, TimeUnit.SECONDS))
                    .hasMessageStartingWith("the client was closed before the request")
                    .extracting(TransportException::stage)
                    .isEqualTo(Stage.NOT_SENT);
            release.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("fault-188")
    void a_failed_connection_is_counted_no_longer() {
        try (SingleSendHttpClient client = client(1)) {
            for (int i = 0; i < 5; i++) {
                TransportException failure = catchThrowableOfType(
                        TransportException.class,
                        () -> call(client, "http://127.0.0.1:1/", CallOptions.nonIdempotent(Duration.ofSeconds(10))));
                assertThat(failure).hasMessageContaining("refused");
            }
        }
    }

    @Test
    @Tag("fault-188")
    void an_idle_connection_makes_room_for_an_order() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.json("\"t1\""));
                SingleSendHttpClient client = client(1)) {
            assertThat(call(client, server.url(), POLL)).isEqualTo(200);
            assertThat(call(client, server.url(), CallOptions.nonIdempotent(LONG)))
                    .isEqualTo(200);

            assertThat(server.awaitFirstDisconnect()).isTrue();
            assertThat(server.connections()).isEqualTo(2);
            assertThat(call(client, server.url(), POLL)).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    /** A vendor may have a host for each video. */
    @Test
    @Tag("fault-188")
    void hosts_that_are_not_used_are_forgotten() throws Exception {
        PerHostConnectionLimit limit = new PerHostConnectionLimit(1);
        RequestUrl.Endpoint used = new RequestUrl.Endpoint(true, "used.example", 443);
        limit.acquire(used, new CallState("used.example", LONG));
        for (int i = 0; i < 1000; i++) {
            String host = i + ".example";
            RequestUrl.Endpoint endpoint = new RequestUrl.Endpoint(true, host, 443);
            limit.acquire(endpoint, new CallState(host, LONG));
            limit.release(endpoint);
        }

        assertThat(limit.hosts()).isLessThanOrEqualTo(PerHostConnectionLimit.MAX_UNUSED_HOSTS + 1);
        assertThat(limit.maxIdle(used)).as("still leased").isZero();
        var unused = catchThrowableOfType(
                TransportException.class,
                () -> limit.acquire(used, new CallState("used.example", Duration.ofMillis(1))));
        limit.release(used);
        assertThat(limit.maxIdle(used)).isEqualTo(1);
    }

    /** A thread that waits for a host which is forgotten meanwhile would not be counted. */
    @Test
    @Tag("fault-188")
    void the_limit_holds_while_hosts_are_forgotten() throws Exception {
        PerHostConnectionLimit limit = new PerHostConnectionLimit(2);
        int hosts = 2 * PerHostConnectionLimit.MAX_UNUSED_HOSTS;
        AtomicIntegerArray leased = new AtomicIntegerArray(hosts);
        AtomicInteger max = new AtomicInteger();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int first = thread;
            threads.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < 5000; i++) {
                            int host = (first + i) % hosts;
                            RequestUrl.Endpoint endpoint = new RequestUrl.Endpoint(true, host + ".example", 443);
                            try {
                                limit.acquire(endpoint, new CallState(endpoint.host(), LONG));
                            } catch (TransportException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            max.accumulateAndGet(leased.incrementAndGet(host), Math::max);
                            leased.decrementAndGet(host);
                            limit.release(endpoint);
                        }
                    },
                    command -> new Thread(command).start()));
        }
        for (CompletableFuture<Void> thread : threads) {
            thread.get(60, TimeUnit.SECONDS);
        }
        assertThat(max.get()).isBetween(1, 2);
        assertThat(limit.hosts()).isLessThanOrEqualTo(PerHostConnectionLimit.MAX_UNUSED_HOSTS);
    }

    @Test
    @Tag("fault-189")
    void idle_connections_are_closed_after_the_idle_timeout() throws Exception {
        try (RawHttpServer server = new RawHttpServer(call -> call.json("\"t1\""));
                SingleSendHttpClient client = client(Map.of("reel4j.idle-timeout", "50ms"))) {
            assertThat(call(client, server.url(), POLL)).isEqualTo(200);

            assertThat(server.awaitFirstDisconnect()).isTrue();
        }
    }

    /** The server keeps the connection for 1 s, so the next poll 1 s later could meet its end. */
    @Test
    @Tag("fault-189")
    void the_servers_hint_shortens_the_idle_time() throws Exception {
        try (RawHttpServer server =
                        new RawHttpServer(call -> call.respond("200 OK", "Keep-Alive: timeout=1\r\n", "\"t1\""));
                SingleSendHttpClient client = client(Map.of())) {
            for (int i = 0; i < 3; i++) {
                assertThat(call(client, server.url(), POLL)).isEqualTo(200);
            }
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout=5, max=100|4",
                "max=100, Timeout = \"5\"|4",
                "timeout=21|20",
                "timeout=20|19",
                "timeout=600|20",
                "timeout=0|0",
                "timeout=1|0",
                "max=100|20",
                "timeout=soon|20",
                "timeout=-5|20",
                "xtimeout=5|20",
                "''|20",
            })
    @Tag("fault-189")
    void the_smaller_of_hint_and_setting_counts(String header, int seconds) {
        assertThat(KeepAliveHeader.idleTime(Map.of("Keep-Alive", List.of(header)), Duration.ofSeconds(20)))
                .isEqualTo(Duration.ofSeconds(seconds));
        assertThat(KeepAliveHeader.idleTime(Map.of(), Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(20));
    }
}
