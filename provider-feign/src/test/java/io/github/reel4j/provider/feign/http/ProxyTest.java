package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import feign.Request.HttpMethod;
import feign.Response;
import io.github.reel4j.provider.feign.SampleVendor;
import io.github.reel4j.spi.NetworkOptions;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that reach a vendor through a proxy. */
@Timeout(30)
class ProxyTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    /** A selector that is a function, and records the proxies that failed. */
    private static final class Selector extends ProxySelector {
        private final Function<URI, List<Proxy>> proxies;
        private final List<SocketAddress> failed = new ArrayList<>();
        private final List<URI> requested = new ArrayList<>();

        Selector(Function<URI, List<Proxy>> proxies) {
            this.proxies = proxies;
        }

        @Override
        public List<Proxy> select(URI uri) {
            requested.add(uri);
            return proxies.apply(uri);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            failed.add(address);
        }
    }

    private final RawHttpServer vendor = new RawHttpServer(call -> call.json("{\"id\":\"t1\"}"));

    @AfterEach
    void close() {
        vendor.close();
    }

    private static SingleSendHttpClient client(ProxySelector selector) {
        return new SingleSendHttpClient(ConnectionOptions.of(SampleVendor.config(
                Map.of(), new NetworkOptions(Optional.of(selector), Optional.empty(), Optional.empty()))));
    }

    private static SingleSendHttpClient client(String setting) {
        return client(ConfiguredProxySelector.parse(setting));
    }

    private static Proxy proxy(Proxy.Type type, int port) {
        return new Proxy(type, InetSocketAddress.createUnresolved("127.0.0.1", port));
    }

    private String url() {
        return "http://vendor.example:" + vendor.port() + "/orders";
    }

    private String order(SingleSendHttpClient client) throws IOException {
        Request request = Request.create(
                HttpMethod.POST, url(), Map.of(), "a kitten".getBytes(StandardCharsets.UTF_8), null, null);
        Response response = client.execute(request, CallOptions.nonIdempotent(LONG));
        return response.status() + " "
                + new String(response.body().asInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void poll(SingleSendHttpClient client) throws IOException {
        Request request = Request.create(HttpMethod.GET, url(), Map.of(), null, null, null);
        assertThat(client.execute(request, CallOptions.idempotent(LONG).naming("t1"))
                        .status())
                .isEqualTo(200);
    }

    private void assertOrderArrived(LoopbackProxy proxy) {
        assertThat(proxy.targets()).containsExactly("vendor.example:" + vendor.port());
        assertThat(vendor.requests())
                .singleElement()
                .asString()
                .startsWith("POST /orders HTTP/1.1\r\n")
                .contains("\r\nHost: vendor.example:" + vendor.port() + "\r\n")
                .doesNotContainIgnoringCase("proxy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void an_order_goes_through_a_tunnel(String scheme) throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.open();
                SingleSendHttpClient client = client(scheme + "://" + proxy.address())) {
            assertThat(order(client)).isEqualTo("200 {\"id\":\"t1\"}");
            assertOrderArrived(proxy);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void a_proxy_gets_user_and_password_in_UTF_8(String scheme) throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.demanding("Jürgen:p@ss:wörd%");
                SingleSendHttpClient client = client(scheme + "://J%C3%BCrgen:p%40ss:wörd%25@" + proxy.address())) {
            assertThat(order(client)).startsWith("200");
            assertOrderArrived(proxy);
        }
    }

    @Test
    @Tag("fault-179")
    void a_CONNECT_request_contains_nothing_of_the_order() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.open();
                SingleSendHttpClient client = client("http://" + proxy.address())) {
            order(client);

            String target = "vendor.example:" + vendor.port();
            assertThat(proxy.log())
                    .startsWith("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\nPOST /orders");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void polls_share_one_tunnel(String scheme) throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.open();
                SingleSendHttpClient client = client(scheme + "://" + proxy.address())) {
            for (int i = 0; i < 5; i++) {
                poll(client);
            }
            assertThat(proxy.targets()).hasSize(1);
            assertThat(vendor.requests()).hasSize(5);
        }
    }

    @Test
    @Tag("fault-178")
    void a_tunnel_is_not_reused_for_another_proxy() throws Exception {
        try (LoopbackProxy first = LoopbackProxy.open();
                LoopbackProxy second = LoopbackProxy.open()) {
            Selector selector = new Selector(uri ->
                    List.of(proxy(Proxy.Type.HTTP, vendor.requests().size() % 2 == 0 ? first.port() : second.port())));
            try (SingleSendHttpClient client = client(selector)) {
                for (int i = 0; i < 4; i++) {
                    poll(client);
                }
            }
            assertThat(first.targets()).hasSize(1);
            assertThat(second.targets()).hasSize(1);
            assertThat(vendor.requests()).hasSize(4);
        }
    }

    @Test
    @Tag("fault-179")
    void a_selector_sees_scheme_host_and_port_only() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.open()) {
            Selector selector = new Selector(uri -> List.of(proxy(Proxy.Type.SOCKS, proxy.port())));
            try (SingleSendHttpClient client = client(selector)) {
                order(client);
            }
            assertThat(selector.requested).containsExactly(URI.create("http://vendor.example:" + vendor.port() + "/"));
            assertOrderArrived(proxy);
        }
    }

    @Test
    @Tag("fault-177")
    void the_next_proxy_is_used_if_the_first_cannot_be_reached() throws Exception {
        LoopbackProxy dead = LoopbackProxy.open();
        dead.close();
        try (LoopbackProxy proxy = LoopbackProxy.open()) {
            Selector selector = new Selector(
                    uri -> List.of(proxy(Proxy.Type.HTTP, dead.port()), proxy(Proxy.Type.HTTP, proxy.port())));
            try (SingleSendHttpClient client = client(selector)) {
                assertThat(order(client)).startsWith("200");
            }
            assertThat(selector.failed).containsExactly(InetSocketAddress.createUnresolved("127.0.0.1", dead.port()));
            assertOrderArrived(proxy);
        }
    }

    /** A proxy that refuses a host may do so for a reason. */
    @Test
    @Tag("fault-177")
    void a_proxy_that_opens_no_tunnel_is_not_bypassed() {
        try (LoopbackProxy refusing = LoopbackProxy.failing(client -> {
                    client.readHead();
                    client.send("HTTP/1.1 403 Forbidden\r\n\r\n");
                });
                LoopbackProxy other = LoopbackProxy.open()) {
            Selector selector = new Selector(
                    uri -> List.of(proxy(Proxy.Type.HTTP, refusing.port()), proxy(Proxy.Type.HTTP, other.port())));
            try (SingleSendHttpClient client = client(selector)) {
                TransportException failure = catchThrowableOfType(TransportException.class, () -> order(client));

                assertThat(failure.stage()).isEqualTo(TransportException.Stage.NOT_SENT);
                assertThat(failure).hasMessageContaining("HTTP 403");
            }
            assertThat(selector.failed).isEmpty();
            assertThat(other.log()).isEmpty();
            assertThat(vendor.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "127.0.0.2", "LOCALHOST"})
    @Tag("fault-179")
    void a_loopback_host_never_uses_a_proxy(String host) throws Exception {
        Selector selector = new Selector(uri -> {
            throw new AssertionError("must not be called");
        });
        try (SingleSendHttpClient client = client(selector)) {
            assertThat(new ProxyRoutePlanner(Optional.of(selector)).routes(new RequestUrl.Endpoint(false, host, 80)))
                    .singleElement()
                    .matches(route -> route.proxy().isEmpty());
            Request request = Request.create(HttpMethod.GET, vendor.url(), Map.of(), null, null, null);
            assertThat(client.execute(request, CallOptions.idempotent(LONG)).status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "a.localhost", "localhost.", "127.1"})
    void other_forms_of_loopback_never_use_a_proxy(String host) throws Exception {
        assertThat(new ProxyRoutePlanner(Optional.of(ConfiguredProxySelector.parse("http://proxy.example:3128")))
                        .routes(new RequestUrl.Endpoint(true, host, 443)))
                .singleElement()
                .matches(route -> route.proxy().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.example", "api127.example", "128.0.0.1", "2001:db8::1", "127.example"})
    void other_hosts_use_the_proxy(String host) throws Exception {
        assertThat(new ProxyRoutePlanner(Optional.of(ConfiguredProxySelector.parse("http://proxy.example:3128")))
                        .routes(new RequestUrl.Endpoint(true, host, 443)))
                .singleElement()
                .matches(route -> route.proxy().isPresent());
    }

    /** An authenticator that records the requests, until it is closed. */
    private static final class RecordingAuthenticator extends Authenticator implements AutoCloseable {
        private final List<String> requests = new ArrayList<>();

        /** @param disabledSchemes the JVM flag that disables schemes; null if it is not set */
        RecordingAuthenticator(@Nullable String disabledSchemes) {
            if (disabledSchemes != null) {
                System.setProperty(DisabledTunnelSchemes.FLAG, disabledSchemes);
            }
            Authenticator.setDefault(this);
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            requests.add(getRequestorType() + " " + getRequestingHost() + ":" + getRequestingPort());
            return new PasswordAuthentication("user", "secret".toCharArray());
        }

        @Override
        public void close() {
            Authenticator.setDefault(null);
            System.clearProperty(DisabledTunnelSchemes.FLAG);
        }
    }

    private static SingleSendHttpClient client(Proxy.Type type, LoopbackProxy proxy) {
        return client(new Selector(uri -> List.of(proxy(type, proxy.port()))));
    }

    @ParameterizedTest
    @CsvSource({"HTTP, ''", "HTTP, NTLM", "SOCKS, Basic", "SOCKS,"})
    void the_JVM_s_authenticator_is_requested_for_a_proxy(Proxy.Type type, @Nullable String disabled) throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.demanding("user:secret");
                RecordingAuthenticator authenticator = new RecordingAuthenticator(disabled);
                SingleSendHttpClient client = client(type, proxy)) {
            assertThat(order(client)).startsWith("200");
            assertOrderArrived(proxy);
            assertThat(authenticator.requests).containsExactly("PROXY " + proxy.address());
        }
    }

    @Test
    void an_accepted_password_is_remembered_for_the_proxy() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.demanding("user:secret");
                RecordingAuthenticator authenticator = new RecordingAuthenticator("");
                SingleSendHttpClient client = client(Proxy.Type.HTTP, proxy)) {
            order(client);
            order(client);
            assertThat(authenticator.requests).hasSize(1);
            assertThat(vendor.requests()).hasSize(2);
        }
    }

    private void assertPasswordNotRequested(LoopbackProxy proxy, @Nullable String disabled) {
        try (RecordingAuthenticator authenticator = new RecordingAuthenticator(disabled);
                SingleSendHttpClient client = client(Proxy.Type.HTTP, proxy)) {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> order(client));

            assertThat(failure).hasMessageContaining("set reel4j.proxy=http://USER:PASSWORD@HOST:PORT");
            assertThat(failure.stage()).isEqualTo(TransportException.Stage.NOT_SENT);
            assertThat(authenticator.requests).isEmpty();
            assertThat(proxy.log()).doesNotContainIgnoringCase("authorization");
        }
    }

    /** The default of the JDK disables Basic. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Basic", "NTLM, bASIC"})
    @Tag("fault-173")
    void a_scheme_that_the_JVM_disables_gets_no_password(@Nullable String disabled) {
        try (LoopbackProxy proxy = LoopbackProxy.demanding("user:secret")) {
            assertPasswordNotRequested(proxy, disabled);
        }
    }

    @Test
    @Tag("fault-173")
    void a_407_without_a_challenge_gets_no_password() {
        try (LoopbackProxy proxy = LoopbackProxy.failing(client -> {
            client.readHead();
            client.send("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
            client.awaitEnd();
        })) {
            assertPasswordNotRequested(proxy, "");
        }
    }
}
