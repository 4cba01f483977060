package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.http.LoopbackProxy;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an order and a poll report if a proxy fails. */
@Timeout(30)
class ProxyFailureTest {

    /** Shares no part with the key, which is masked as well. */
    private static final String PASSWORD = "sesame-opens";

    private static VendorClient client(String proxy) {
        return VendorClient.of(
                SampleVendor.config(Map.of(
                        "acme.api-key",
                        SampleVendor.KEY,
                        "acme.base-url",
                        "https://api.acme.example",
                        "reel4j.connect-timeout",
                        "300ms",
                        "reel4j.proxy",
                        proxy)),
                "https://api.acme.example",
                key -> Map.of("X-Key", key.reveal()),
                SampleVendor.CONVENTIONS);
    }

    private static VideoFailure order(VendorClient client) {
        SampleVendor.Api api = client.api(SampleVendor.Api.class);
        return client.submit(SampleVendor.ORDER, deadline -> api.order(new SampleVendor.Order("a kitten"), deadline))
                .getLeft();
    }

    private static LoopbackProxy.Fault fault(String response) {
        return client -> {
            client.readHead();
            client.send(response);
            client.awaitEnd();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\n\r\n",
                "HTTP/1.1 502 Bad Gateway\r\n\r\n",
                "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\n\r\n",
                "HTTP/1.1 401 Unauthorized\r\n\r\n{\"error\":\"key\"}",
                "garbage",
                ""
            })
    @Tag("fault-172")
    @Tag("fault-174")
    void a_proxy_that_opens_no_tunnel_makes_the_vendor_unreachable(String response) {
        try (LoopbackProxy proxy = LoopbackProxy.failing(fault(response));
                VendorClient client = client("http://user:" + PASSWORD + "@" + proxy.address())) {
            VideoFailure failure = order(client);

            assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
            assertThat(failure.message())
                    .contains("the proxy " + proxy.address())
                    .endsWith("Nothing was sent.")
                    .doesNotContain(PASSWORD);
            assertThat(failure.toString()).doesNotContain(PASSWORD, SampleVendor.KEY);
            assertThat(proxy.log()).doesNotContain(SampleVendor.KEY);
        }
    }

    @Test
    @Tag("fault-170")
    @Tag("fault-174")
    void a_poll_reports_the_proxy_too() {
        try (LoopbackProxy proxy = LoopbackProxy.failing(fault("HTTP/1.1 503 No\r\n\r\n"));
                VendorClient client = client("http://" + proxy.address())) {
            SampleVendor.Api api = client.api(SampleVendor.Api.class);
            VideoFailure failure = client.poll(SampleVendor.task("t1"), deadline -> api.status("t1", deadline))
                    .getLeft();

            assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
            assertThat(failure.message()).contains("the proxy " + proxy.address() + " responded with HTTP 503");
        }
    }

    /** A vendor, or a device that intercepts TLS, may quote the password that a proxy has logged. */
    @Test
    @Tag("fault-173")
    void a_vendor_that_quotes_the_proxy_s_password_is_redacted() throws IOException {
        String quote = "{\"error\":\"user:" + PASSWORD + "\"}";
        try (RawHttpServer server = new RawHttpServer(call -> call.respond("401 No", "", quote));
                VendorClient client = VendorClient.of(
                        SampleVendor.config(Map.of(
                                "acme.api-key",
                                SampleVendor.KEY,
                                "acme.base-url",
                                server.url(),
                                "reel4j.proxy",
                                "http://user:" + PASSWORD + "@127.0.0.1:1")),
                        "https://api.acme.example",
                        key -> Map.of("X-Key", key.reveal()),
                        SampleVendor.CONVENTIONS)) {
            VideoFailure failure = order(client);

            assertThat(failure.kind()).isEqualTo(FailureKind.AUTHENTICATION);
            assertThat(failure.message()).contains("user:***");
            assertThat(failure.toString()).doesNotContain("sesame", "opens");
        }
    }
}
