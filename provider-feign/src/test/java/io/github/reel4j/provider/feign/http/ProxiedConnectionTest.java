package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.provider.feign.SampleVendor;
import io.github.reel4j.provider.feign.http.TransportException.Stage;
import io.github.reel4j.spi.NetworkOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connection limits, TLS contexts and several addresses, with proxies. */
@Timeout(60)
class ProxiedConnectionTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Request.Options ORDER = CallOptions.nonIdempotent(LONG);
    private static final Request.Options POLL = CallOptions.idempotent(LONG).naming("t1");
    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    private record Selector(Supplier<List<Integer>> ports) {
        ProxySelector selector() {
            return new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    return ports.get().stream()
                            .map(port ->
                                    new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("127.0.0.1", port)))
                            .toList();
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
            };
        }
    }

    private static SingleSendHttpClient client(int max, Supplier<List<Integer>> proxyPorts) {
        return new SingleSendHttpClient(ConnectionOptions.of(SampleVendor.config(
                Map.of("reel4j.max-connections-per-host", String.valueOf(max)),
                new NetworkOptions(
                        Optional.of(new Selector(proxyPorts).selector()), Optional.empty(), Optional.empty()))));
    }

    private static SingleSendHttpClient client(LoopbackProxy proxy, Optional<SSLContext> tls) {
        return new SingleSendHttpClient(ConnectionOptions.of(SampleVendor.config(
                Map.of("reel4j.proxy", "http://" + proxy.address()),
                new NetworkOptions(Optional.empty(), tls, Optional.empty()))));
    }

    private static int call(SingleSendHttpClient client, String url, Request.Options options)
            throws TransportException {
        return client.execute(Request.create(HttpMethod.POST, url, Map.of(), new byte[2], null, null), options)
                .status();
    }

    private static String url(RawHttpServer vendor) {
        return "http://vendor.example:" + vendor.port() + "/";
    }

    private static RawHttpServer vendor() {
        return new RawHttpServer(call -> call.json("\"t1\""));
    }

    private static TransportException unsent(SingleSendHttpClient client, String url) {
        TransportException failure = catchThrowableOfType(TransportException.class, () -> call(client, url, ORDER));
        assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
        return failure;
    }

    /** A permit that is not released would make the second call fail. One released twice would admit 2 calls. */
    @ParameterizedTest
    @ValueSource(strings = {"cut", "refused", "not listening"})
    @Tag("fault-188")
    void a_failed_tunnel_is_counted_no_longer(String fault) throws Exception {
        LoopbackProxy closed = LoopbackProxy.open();
        closed.close();
        CountDownLatch release = new CountDownLatch(1);
        try (RawHttpServer vendor = new RawHttpServer(call -> {
                    release.await();
                    call.json("{}");
                });
                LoopbackProxy failing = LoopbackProxy.failing(proxied -> {
                    if (fault.equals("refused")) {
                        proxied.readHead();
                        proxied.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                    }
                });
                LoopbackProxy working = LoopbackProxy.open()) {
            int[] port = {fault.equals("not listening") ? closed.port() : failing.port()};
            try (SingleSendHttpClient client = client(1, () -> List.of(port[0]))) {
                for (int i = 0; i < 3; i++) {
                    assertThat(unsent(client, url(vendor))).hasMessageContaining("proxy");
                }
                port[0] = working.port();
                CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> {
                    try {
                        return call(client, url(vendor), ORDER);
                    } catch (TransportException e) {
                        throw new IllegalStateException(e);
                    }
                });
                vendor.awaitFirstRequest();
                TransportException second = catchThrowableOfType(
                        TransportException.class,
                        () -> call(client, url(vendor), CallOptions.nonIdempotent(Duration.ofMillis(200))));
                assertThat(second).hasMessageStartingWith("all 1 connections to vendor.example were in use");
                release.countDown();
                assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(200);
                assertThat(vendor.requests()).hasSize(1);
            }
        }
    }

    @Test
    @Tag("fault-177")
    void the_next_proxy_needs_no_second_permit() throws Exception {
        LoopbackProxy closed = LoopbackProxy.open();
        closed.close();
        try (RawHttpServer vendor = vendor();
                LoopbackProxy proxy = LoopbackProxy.open();
                SingleSendHttpClient client = client(1, () -> List.of(closed.port(), proxy.port()))) {
            for (int i = 0; i < 3; i++) {
                assertThat(call(client, url(vendor), ORDER)).isEqualTo(200);
            }
            assertThat(vendor.requests()).hasSize(3);
        }
    }

    @Test
    @Tag("fault-178")
    void an_idle_tunnel_of_another_proxy_makes_room() throws Exception {
        try (RawHttpServer vendor = vendor();
                LoopbackProxy first = LoopbackProxy.open();
                LoopbackProxy second = LoopbackProxy.open()) {
            int[] port = {first.port()};
            try (SingleSendHttpClient client = client(1, () -> List.of(port[0]))) {
                assertThat(call(client, url(vendor), POLL)).isEqualTo(200);
                port[0] = second.port();
                assertThat(call(client, url(vendor), POLL)).isEqualTo(200);

                assertThat(vendor.awaitFirstDisconnect()).isTrue();
                assertThat(call(client, url(vendor), POLL)).isEqualTo(200);
                assertThat(first.targets()).hasSize(1);
                assertThat(second.targets()).as("reused").hasSize(1);
            }
        }
    }

    @Test
    @Tag("fault-178")
    void an_idle_tunnel_is_reused_past_those_of_other_proxies() throws Exception {
        try (RawHttpServer vendor = vendor();
                LoopbackProxy first = LoopbackProxy.open();
                LoopbackProxy second = LoopbackProxy.open()) {
            int[] port = {0};
            try (SingleSendHttpClient client = client(2, () -> List.of(port[0]))) {
                for (int i = 0; i < 6; i++) {
                    port[0] = i % 2 == 0 ? first.port() : second.port();
                    assertThat(call(client, url(vendor), POLL)).isEqualTo(200);
                }
                assertThat(first.targets()).hasSize(1);
                assertThat(second.targets()).hasSize(1);
                assertThat(vendor.requests()).hasSize(6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("fault-179")
    void the_TLS_context_counts_inside_a_tunnel(boolean clientCertificate) throws Exception {
        SSLContext context = clientCertificate ? CERTIFICATES.clientWithCertificate() : CERTIFICATES.client();
        try (RawHttpServer vendor = tlsVendor("TLSv1.3", clientCertificate);
                LoopbackProxy proxy = LoopbackProxy.open();
                SingleSendHttpClient client = client(proxy, Optional.of(context))) {
            assertThat(call(client, "https://other.example:" + vendor.port() + "/secret", ORDER))
                    .isEqualTo(200);
            assertThat(proxy.targets()).containsExactly("other.example:" + vendor.port());
            assertThat(proxy.log()).doesNotContain("secret");
        }
    }

    private static RawHttpServer tlsVendor(String protocol, boolean clientCertificate) throws Exception {
        return new RawHttpServer(
                CERTIFICATES.server(TestCertificates.WRONG_HOST), // for other.example
                socket -> {
                    socket.setEnabledProtocols(new String[] {protocol});
                    socket.setNeedClientAuth(clientCertificate);
                },
                call -> call.json("{}"));
    }

    /** A failure of TLS is not the proxy's fault, and its message says what to set. */
    @ParameterizedTest
    @CsvSource({
        "vendor.example, true, TLSv1.3, false, the TLS certificate of vendor.example is for another host",
        "other.example, false, TLSv1.3, false, the TLS certificate of other.example is not trusted",
        "other.example, true, TLSv1.2, true, demand",
        "other.example, true, TLSv1.3, true, demands a TLS client certificate",
    })
    @Tag("fault-181")
    @Tag("fault-182")
    void a_TLS_failure_inside_a_tunnel_is_reported_as_such(
            String host, boolean trusts, String protocol, boolean clientCertificate, String sentence) throws Exception {
        Optional<SSLContext> context = trusts ? Optional.of(CERTIFICATES.client()) : Optional.empty();
        try (RawHttpServer vendor = tlsVendor(protocol, clientCertificate);
                LoopbackProxy proxy = LoopbackProxy.open();
                SingleSendHttpClient client = client(proxy, context)) {
            TransportException failure = unsent(client, "https://" + host + ":" + vendor.port() + "/");

            assertThat(failure).hasMessageContaining(sentence).hasMessageNotContaining("tunnel");
            assertThat(vendor.requests()).isEmpty();
        }
    }

    /** The connection for the second target gets only the time that the first has left. */
    @Test
    @Tag("fault-171")
    void all_targets_share_the_connect_timeout() throws Exception {
        Duration pause = Duration.ofMillis(50);
        List<Duration> timeouts = new ArrayList<>();
        try (LoopbackProxy proxy = LoopbackProxy.failing(client -> {
                    client.readHead();
                    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                    client.send("HTTP/1.1 502 Bad Gateway\r\n\r\n");
                    client.awaitEnd();
                });
                DnsResolver dns = new DnsResolver(InetAddress::getAllByName)) {
            ProxyConnector connector = new ProxyConnector(
                    (connection, addresses, port, call, timeout) -> {
                        timeouts.add(timeout);
                        connection.connect(List.of(new InetSocketAddress(addresses[0], port)), timeout);
                    },
                    dns,
                    LONG);
            RequestUrl.Endpoint endpoint = new RequestUrl.Endpoint(true, "vendor.example", 443);
            ProxyServer server =
                    new ProxyServer(ProxyServer.Protocol.HTTP, "127.0.0.1", proxy.port(), Optional.empty());
            CallState call = new CallState(endpoint.host(), LONG);
            PooledConnection connection = new PooledConnection(new ProxyRoute(endpoint, Optional.of(server)), call);

            ProxyException failure = catchThrowableOfType(
                    ProxyException.class,
                    () -> connector.connect(connection, server, List.of("192.0.2.1", "192.0.2.2"), call));

            assertThat(failure).hasMessageContaining("192.0.2.2");
            assertThat(timeouts).hasSize(2);
            assertThat(timeouts.get(1)).isLessThanOrEqualTo(timeouts.get(0).minus(pause));
            connection.abort();
        }
    }

    /** One after the other would take the connect timeout of the first. */
    @Test
    void a_silent_address_of_a_proxy_costs_a_head_start() throws Exception {
        try (RawHttpServer vendor = vendor();
                LoopbackProxy proxy = LoopbackProxy.open();
                FullPort silent = new FullPort(InetAddress.getByName("127.0.0.2"), proxy.port());
                ConnectionFactory factory = new ConnectionFactory(ConnectionOptions.DEFAULT, host ->
                        new InetAddress[] {InetAddress.getByName("127.0.0.2"), InetAddress.getLoopbackAddress()})) {
            RequestUrl.Endpoint endpoint = new RequestUrl.Endpoint(false, "vendor.example", vendor.port());
            ProxyServer server =
                    new ProxyServer(ProxyServer.Protocol.HTTP, "proxy.example", proxy.port(), Optional.empty());
            CallState call = new CallState(endpoint.host(), LONG);
            PooledConnection connection = new PooledConnection(new ProxyRoute(endpoint, Optional.of(server)), call);
            ConnectionWatchdog watchdog = new ConnectionWatchdog(evicted -> {});
            watchdog.add(connection);
            long start = System.nanoTime();
            try {
                factory.open(connection, factory.hostOf(endpoint, call), call);
                Duration elapsed = Duration.ofNanos(System.nanoTime() - start);

                assertThat(elapsed).isBetween(AddressConnector.HEAD_START, Duration.ofSeconds(5));
                assertThat(proxy.targets()).containsExactly("vendor.example:" + vendor.port());
            } finally {
                connection.abort();
                watchdog.remove(connection);
            }
            assertThat(silent.address().getPort()).isEqualTo(proxy.port());
        }
    }
}
