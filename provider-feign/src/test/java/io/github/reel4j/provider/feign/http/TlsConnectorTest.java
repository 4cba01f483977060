package io.github.reel4j.provider.feign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import feign.Request.HttpMethod;
import io.github.reel4j.provider.feign.http.TransportException.Stage;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.NetworkOptions;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders over TLS: which servers get them, and what a failure proves. */
@Timeout(60)
class TlsConnectorTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    /** Long enough for a slow machine. */
    private static final Duration WAIT = Duration.ofSeconds(10);

    private static SingleSendHttpClient client(TlsConnector tls) {
        ConnectionOptions options = ConnectionOptions.DEFAULT;
        return new SingleSendHttpClient(new ConnectionOptions(
                options.connectTimeout(),
                options.idleTimeout(),
                options.maxConnectionsPerHost(),
                NetworkOptions.DEFAULT,
                tls));
    }

    private static SingleSendHttpClient client(SSLContext context) {
        return client(TlsConnector.of(context, WAIT));
    }

    private static RawHttpServer server(String certificate, String protocol, boolean needsClientCertificate)
            throws Exception {
        return new RawHttpServer(
                CERTIFICATES.server(certificate),
                socket -> {
                    socket.setEnabledProtocols(new String[] {protocol});
                    socket.setNeedClientAuth(needsClientCertificate);
                },
                call -> call.json("{}"));
    }

    private static int order(SingleSendHttpClient client, String url, int bytes) throws TransportException {
        Request request = Request.create(HttpMethod.POST, url, Map.of(), new byte[bytes], null, null);
        return client.execute(request, CallOptions.nonIdempotent(Duration.ofSeconds(30)))
                .status();
    }

    private static TransportException failure(SingleSendHttpClient client, String url) {
        TransportException failure = catchThrowableOfType(TransportException.class, () -> order(client, url, 10));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static void assertUnsent(SingleSendHttpClient client, RawHttpServer server, String... sentence) {
        TransportException failure = failure(client, server.url());
        assertThat(failure.stage()).isEqualTo(Stage.NOT_SENT);
        assertThat(failure.getMessage()).contains(sentence);
        assertThat(server.requests()).isEmpty();
    }

    /** A trust manager that accepts everything, as copied from many a web page. */
    private static final class TrustEverything extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_context_with_a_private_authority_reaches_its_server(String protocol) throws Exception {
        try (RawHttpServer server = server(TestCertificates.SERVER, protocol, false);
                SingleSendHttpClient client = client(CERTIFICATES.client())) {
            assertThat(order(client, server.url(), 10)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_context_with_a_client_certificate_is_accepted(String protocol) throws Exception {
        try (RawHttpServer server = server(TestCertificates.SERVER, protocol, true);
                SingleSendHttpClient client = client(CERTIFICATES.clientWithCertificate())) {
            for (int i = 0; i < 3; i++) {
                assertThat(order(client, server.url(), 10)).isEqualTo(200);
            }
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    @Tag("fault-185")
    void a_context_without_init_is_invalid() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");

        assertThatThrownBy(() -> TlsConnector.of(context))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("SSLContext.init");
    }

    @Test
    void an_optional_client_certificate_is_not_required() throws Exception {
        try (RawHttpServer server = new RawHttpServer(
                        CERTIFICATES.server(TestCertificates.SERVER),
                        socket -> socket.setWantClientAuth(true),
                        call -> call.json("{}"));
                SingleSendHttpClient client = client(CERTIFICATES.client())) {
            assertThat(order(client, server.url(), 10)).isEqualTo(200);
        }
    }

    /** In TLS 1.3 the server rejects the client after the client's handshake is complete. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @Tag("fault-5")
    @Tag("fault-182")
    void a_missing_client_certificate_is_an_unsent_failure(String protocol) throws Exception {
        try (RawHttpServer server = server(TestCertificates.SERVER, protocol, true);
                SingleSendHttpClient client = client(CERTIFICATES.client())) {
            assertUnsent(client, server, "127.0.0.1", "demand", "client certificate", "sslContext(...)");
        }
    }

    /** The alert is held back until the request was sent, so that nothing is proved. */
    @Test
    @Tag("fault-6")
    @Tag("fault-183")
    void a_late_rejection_of_the_client_is_maybe_sent() throws Exception {
        try (RawHttpServer server = server(TestCertificates.SERVER, "TLSv1.3", true);
                AlertDelayingRelay relay = new AlertDelayingRelay(server.port(), 5_000);
                SingleSendHttpClient client = client(TlsConnector.of(CERTIFICATES.client(), Duration.ofMillis(20)))) {
            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> order(client, relay.url(), 6_000));

            assertThat(failure.stage()).isEqualTo(Stage.MAYBE_SENT);
            assertThat(failure).hasMessageContaining("client certificate").hasMessageContaining("after the request");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    @Tag("fault-5")
    @Tag("fault-184")
    void without_the_context_the_message_says_what_to_set() throws Exception {
        try (RawHttpServer server = server(TestCertificates.SERVER, "TLSv1.3", false);
                SingleSendHttpClient client = new SingleSendHttpClient()) {
            assertUnsent(
                    client,
                    server,
                    "the TLS certificate of 127.0.0.1 is not trusted",
                    "VideoClientBuilder.sslContext(...)",
                    "reel --ca-file PEM",
                    "REEL4J_CA_FILE");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "wrong-host, is for another host",
        "expired, has expired",
        "self-signed, is not trusted: it is self-signed",
    })
    @Tag("fault-5")
    @Tag("fault-181")
    void a_custom_context_does_not_weaken_the_checks(String certificate, String violation) throws Exception {
        try (RawHttpServer server = server(certificate, "TLSv1.3", false);
                SingleSendHttpClient client = client(CERTIFICATES.client())) {
            assertUnsent(client, server, "the TLS certificate of 127.0.0.1 " + violation);
        }
    }

    @ParameterizedTest
    @CsvSource({"wrong-host, is for another host", "expired, has expired"})
    @Tag("fault-5")
    @Tag("fault-181")
    void a_context_that_trusts_everything_is_checked(String certificate, String violation) throws Exception {
        try (RawHttpServer server = server(certificate, "TLSv1.3", false);
                SingleSendHttpClient client = client(CERTIFICATES.client(new TrustEverything()))) {
            assertUnsent(client, server, "the TLS certificate of 127.0.0.1 " + violation);
        }
    }

    @Test
    @Tag("fault-5")
    @Tag("fault-181")
    void a_pinned_certificate_must_not_have_expired() throws Exception {
        try (RawHttpServer server = server(TestCertificates.EXPIRED, "TLSv1.3", false);
                SingleSendHttpClient client = client(CERTIFICATES.pinned(TestCertificates.EXPIRED))) {
            assertUnsent(client, server, "has expired");
        }
    }

    @Test
    void a_pinned_certificate_is_accepted() throws Exception {
        try (RawHttpServer server = server(TestCertificates.SELF_SIGNED, "TLSv1.3", false);
                SingleSendHttpClient client = client(CERTIFICATES.pinned(TestCertificates.SELF_SIGNED))) {
            assertThat(order(client, server.url(), 10)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "api.acme.example, api.acme.example, true",
        "API.acme.example, api.ACME.example., true",
        "*.acme.example, api.acme.example, true",
        "*.acme.example, a.b.acme.example, false",
        "*.acme.example, acme.example, false",
        "*.acme.example, .acme.example, false",
        "*.example, acme.example, false",
        "*, acme, false",
        "a*.acme.example, api.acme.example, false",
        "*.*.example, api.acme.example, false",
        "acme.example, xacme.example, false",
        "'', '', false",
    })
    void a_name_matches_by_the_rules_of_RFC_9525(String pattern, String host, boolean matches) {
        assertThat(HostNameVerifier.matches(pattern, host)).isEqualTo(matches);
    }
}
