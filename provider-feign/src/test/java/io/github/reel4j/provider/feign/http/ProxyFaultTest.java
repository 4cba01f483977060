package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.provider.feign.SampleVendor;
import io.github.reel4j.provider.feign.http.TransportException.Stage;
import io.github.reel4j.spi.NetworkOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy that fails before its tunnel is established: the order was not sent, which is proved. */
@Timeout(30)
class ProxyFaultTest {

    private static final String KEY = "canary-key";
    private static final String PASSWORD = "canary-password";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final RawHttpServer vendor = new RawHttpServer(call -> call.json("{\"id\":\"t1\"}"));

    @AfterEach
    void close() {
        vendor.close();
    }

    private static SingleSendHttpClient client(ProxySelector selector, Duration connectTimeout) {
        return new SingleSendHttpClient(ConnectionOptions.of(SampleVendor.config(
                Map.of("reel4j.connect-timeout", connectTimeout.toMillis() + "ms"),
                new NetworkOptions(Optional.of(selector), Optional.empty(), Optional.empty()))));
    }

    private static ProxySelector setting(String scheme, LoopbackProxy proxy) {
        return ConfiguredProxySelector.parse(scheme + "://user:" + PASSWORD + "@" + proxy.address());
    }

    private TransportException order(ProxySelector selector, Duration connectTimeout, Duration timeout) {
        Request request = Request.create(
                HttpMethod.POST,
                "http://vendor.example:" + vendor.port() + "/orders?token=" + KEY,
                Map.of("X-Key", List.of(KEY)),
                new byte[10],
                null,
                null);
        try (SingleSendHttpClient client = client(selector, connectTimeout)) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> client.execute(request, CallOptions.nonIdempotent(timeout)));
            assertThat(failure).isNotNull();
            return failure;
        }
    }

    private void assertUnsent(TransportException failure, LoopbackProxy proxy) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
        assertThat(failure.getMessage()).contains(proxy.address());
        assertThat(trace.toString()).doesNotContain(PASSWORD, KEY);
        assertThat(vendor.requests()).isEmpty();
        assertThat(proxy.targets()).isEmpty();
        assertThat(proxy.log()).doesNotContain(KEY);
    }

    private static Arguments http(String name, String message, LoopbackProxy.Fault fault) {
        return Arguments.of("http", name, message, fault);
    }

    private static Arguments socks(String name, String message, String... exchanges) {
        LoopbackProxy.Fault fault = client -> {
            client.readHead();
            for (String bytes : exchanges) {
                client.send(bytes);
            }
            client.awaitEnd();
        };
        return Arguments.of("socks5", name, message, fault);
    }

    private static LoopbackProxy.Fault responding(String response) {
        return client -> {
            client.readHead();
            client.send(response);
            client.awaitEnd();
        };
    }

    static Stream<Arguments> faults() {
        String target = "vendor.example";
        return Stream.of(
                http("cut at the start", "connection before the tunnel was established", client -> {}),
                http("reset", "connection before the tunnel was established", client -> {
                    client.readHead();
                    client.reset();
                }),
                http("cut without a response", "closed the connection before the tunnel", client -> client.readHead()),
                http("cut in the head", "closed the connection before the tunnel", client -> {
                    client.readHead();
                    client.send("HTTP/1.1 200 OK\r\nVia: x\r\n");
                }),
                http(
                        "wrong password",
                        "HTTP 407: it does not accept the user and password; check them in reel4j.proxy",
                        responding("HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate, Basic realm=x\r\n\r\n")),
                http(
                        "another scheme",
                        "HTTP 407: it offers no authentication that reel4j supports; enable Basic at the proxy",
                        responding("HTTP/1.1 407 No\r\nProxy-Authenticate: NTLM\r\n\r\n")),
                http("forbidden, echoing what came", "HTTP 403 and opened no tunnel to " + target, client -> {
                    String head = client.readHead();
                    client.send("HTTP/1.1 403 " + head.substring(head.indexOf("Basic"), head.length() - 4) + "\r\n\r\n"
                            + PASSWORD);
                    client.awaitEnd();
                }),
                http(
                        "bad gateway",
                        "HTTP 502: it could not connect to " + target,
                        responding("HTTP/1.0 502 x\r\n\r\n")),
                http("redirect", "HTTP 302", responding("HTTP/1.1 302 x\r\nLocation: http://x/\r\n\r\n")),
                http("another protocol", "does not speak HTTP", responding("SSH-2.0-OpenSSH_9.6\r\n")),
                http("an invalid status", "does not speak HTTP", responding("HTTP/1.1 2000 OK\r\n\r\n")),
                http("a huge head", "more than 8192 bytes", responding("HTTP/1.1 200 OK\r\nA: " + "a".repeat(9000))),
                http(
                        "endless interim responses",
                        "more than 8192 bytes",
                        responding("HTTP/1.1 100 Continue\r\n\r\n".repeat(400))),
                http(
                        "data after the head",
                        "sent data before the tunnel was used",
                        responding("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{\"id\":\"t2\"}")),
                socks("another protocol", "does not speak SOCKS 5", "HTTP/1.1 400 Bad Request\r\n\r\n"),
                http(
                        "no authentication method",
                        "check them in reel4j.proxy. Its response names no authentication method: check the proxy, too",
                        responding("HTTP/1.1 407 No\r\n\r\n")),
                socks("no method", "demands authentication; set reel4j.proxy=", "\5\u00ff"),
                socks("an unknown method", "was not offered", "\5\1"),
                socks("wrong password", "does not accept the user and password", "\5\2", "\1\1"),
                socks("a general failure", "SOCKS code 1", "\5\0", "\5\1\0\1\0\0\0\0\0\0"),
                socks("forbidden", "its rules forbid it", "\5\0", "\5\2\0\1\0\0\0\0\0\0"),
                socks("refused", "could not connect (SOCKS code 5)", "\5\0", "\5\5\0\1\0\0\0\0\0\0"),
                socks("an unknown code", "SOCKS code 9", "\5\0", "\5\t\0\1\0\0\0\0\0\0"),
                socks("an invalid address", "invalid SOCKS response", "\5\0", "\5\0\0\t"),
                socks("data after the response", "sent data before", "\5\0", "\5\0\0\1\0\0\0\0\0\0HTTP/1.1 200 OK"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    @Tag("fault-172")
    @Tag("fault-173")
    @Tag("fault-174")
    @Tag("fault-175")
    void a_fault_before_the_tunnel_is_not_sent(String scheme, String name, String message, LoopbackProxy.Fault fault) {
        try (LoopbackProxy proxy = LoopbackProxy.failing(fault)) {
            TransportException failure = order(setting(scheme, proxy), LONG, LONG);

            assertUnsent(failure, proxy);
            assertThat(failure.getMessage()).as(name).contains(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    @Tag("fault-173")
    void a_demanded_password_is_named_in_the_failure(String scheme) {
        try (LoopbackProxy proxy = LoopbackProxy.demanding("user:" + PASSWORD)) {
            TransportException failure =
                    order(ConfiguredProxySelector.parse(scheme + "://" + proxy.address()), LONG, LONG);

            assertUnsent(failure, proxy);
            assertThat(failure.getMessage()).contains("set reel4j.proxy=" + scheme + "://USER:PASSWORD@HOST:PORT");
        }
    }

    @Test
    @Tag("fault-170")
    void a_proxy_that_refuses_connections_is_not_sent() {
        LoopbackProxy proxy = LoopbackProxy.open();
        proxy.close();
        TransportException failure = order(setting("http", proxy), LONG, LONG);

        assertUnsent(failure, proxy);
        assertThat(failure.getMessage()).contains("refused the connection; check reel4j.proxy");
    }

    @Test
    @Tag("fault-170")
    void a_proxy_without_an_address_is_not_sent() {
        TransportException failure = order(ConfiguredProxySelector.parse("http://proxy.invalid:3128"), LONG, LONG);

        assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
        assertThat(failure.getMessage()).startsWith("the name of the proxy proxy.invalid:3128 could not be resolved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    @Tag("fault-171")
    void the_connect_timeout_ends_a_stalled_tunnel(String scheme) {
        try (LoopbackProxy proxy = LoopbackProxy.failing(LoopbackProxy.Client::stall)) {
            TransportException failure = order(setting(scheme, proxy), Duration.ofMillis(300), LONG);

            assertUnsent(failure, proxy);
            assertThat(failure.getMessage()).contains("did not establish a tunnel in 300 ms");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    @Tag("fault-171")
    void the_deadline_ends_a_stalled_tunnel(String scheme) {
        try (LoopbackProxy proxy = LoopbackProxy.failing(LoopbackProxy.Client::stall)) {
            TransportException failure = order(setting(scheme, proxy), LONG, Duration.ofMillis(300));

            assertUnsent(failure, proxy);
            assertThat(failure.getMessage()).startsWith("no connection to vendor.example in 300 ms: the proxy");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    @Tag("fault-171")
    void an_interrupt_ends_a_stalled_tunnel(String scheme) throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.failing(LoopbackProxy.Client::stall)) {
            CompletableFuture<TransportException> outcome = new CompletableFuture<>();
            Thread caller = new Thread(() -> outcome.complete(order(setting(scheme, proxy), LONG, LONG)));
            caller.start();
            proxy.awaitFirstClient();
            caller.interrupt();

            TransportException failure = outcome.get(10, TimeUnit.SECONDS);
            assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
            assertThat(failure.interrupted()).isTrue();
            assertThat(vendor.requests()).isEmpty();
        }
    }

    @Test
    @Tag("fault-171")
    void closing_the_client_ends_a_stalled_tunnel() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.failing(LoopbackProxy.Client::stall)) {
            SingleSendHttpClient client = client(setting("http", proxy), LONG);
            CompletableFuture<TransportException> outcome = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                    TransportException.class,
                    () -> client.execute(
                            Request.create(HttpMethod.POST, "https://vendor.example", Map.of(), null, null, null),
                            CallOptions.nonIdempotent(LONG))));
            proxy.awaitFirstClient();
            client.close();

            TransportException failure = outcome.get(10, TimeUnit.SECONDS);
            assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
            assertThat(failure).hasMessageContaining("the client was closed before the request");
        }
    }

    @Test
    @Tag("fault-172")
    void a_tunnel_that_breaks_during_the_handshake_is_not_sent() {
        try (LoopbackProxy proxy = LoopbackProxy.failing(client -> {
                    client.readHead();
                    client.send("HTTP/1.1 200 OK\r\n\r\n");
                });
                SingleSendHttpClient client = client(setting("http", proxy), LONG)) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class,
                    () -> client.execute(
                            Request.create(HttpMethod.POST, "https://vendor.example", Map.of(), null, null, null),
                            CallOptions.nonIdempotent(LONG)));

            assertUnsent(failure, proxy);
            assertThat(failure.getMessage()).contains("broke before the request to vendor.example was sent");
        }
    }

    /** The end of the proof: once the tunnel is established, what leaves may reach the vendor. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("fault-172")
    void a_tunnel_that_breaks_after_the_request_is_maybe_sent(boolean reset) {
        try (LoopbackProxy proxy = LoopbackProxy.failing(client -> {
            client.readHead();
            client.send("HTTP/1.1 200 OK\r\n\r\n");
            client.readHead();
            if (reset) {
                client.reset();
            }
        })) {
            TransportException failure = order(setting("http", proxy), LONG, LONG);

            assertThat(failure.stage()).isEqualTo(Stage.MAYBE_SENT);
            assertThat(proxy.log()).contains("POST /orders");
        }
    }

    private static ProxySelector selecting(Supplier<? extends @Nullable List<Proxy>> proxies) {
        return new ProxySelector() {
            @Override
            @SuppressWarnings("NullAway") // the point of the test
            public List<Proxy> select(URI uri) {
                return proxies.get();
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                throw new IllegalStateException(PASSWORD);
            }
        };
    }

    private static final String MUST_RETURN =
            " vendor.example. It must return a proxy, or Proxy.NO_PROXY for a direct connection";

    static Stream<Arguments> brokenSelectors() {
        return Stream.of(
                Arguments.of(
                        selecting(() -> {
                            throw new IllegalStateException(PASSWORD);
                        }),
                        "threw java.lang.IllegalStateException for vendor.example. Correct it"),
                Arguments.of(selecting(() -> null), "returned null for" + MUST_RETURN),
                Arguments.of(selecting(List::of), "returned an empty list for" + MUST_RETURN));
    }

    @ParameterizedTest
    @MethodSource("brokenSelectors")
    @Tag("fault-176")
    void a_selector_that_fails_is_not_sent(ProxySelector selector, String message) {
        TransportException failure = order(selector, LONG, LONG);

        assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
        assertThat(failure)
                .hasMessage("the ProxySelector " + selector.getClass().getName() + " " + message);
        assertThat(failure).hasNoCause();
    }
}
