package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import io.github.reel4j.provider.feign.http.TestCertificates;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.NetworkOptions;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A vendor behind a private certificate authority, as its provider sees it: orders, polls and downloads. */
@Timeout(60)
class VendorTlsTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.shared();
    private static final byte[] VIDEO = "....ftypisom....mdat".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private static VendorClient client(RawHttpServer server, NetworkOptions network, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(more);
        settings.put("acme.api-key", SampleVendor.KEY);
        settings.put("acme.base-url", server.url());
        return VendorClient.of(
                new ProviderConfig(
                        ProviderId.of("acme"),
                        new Settings(settings, name -> null, name -> null),
                        new FixedTime(SampleVendor.NOW),
                        network),
                "https://api.acme.example",
                key -> Map.of("X-Key", key.reveal()),
                SampleVendor.CONVENTIONS);
    }

    private static NetworkOptions network(SSLContext context) {
        return new NetworkOptions(Optional.empty(), Optional.of(context), Optional.empty());
    }

    private static Either<VideoFailure, ?> submit(VendorClient client) {
        SampleVendor.Api api = client.api(SampleVendor.Api.class);
        return client.submit(SampleVendor.ORDER, options -> api.order(new SampleVendor.Order("a kitten"), options));
    }

    private static Either<VideoFailure, ?> poll(VendorClient client) {
        SampleVendor.Api api = client.api(SampleVendor.Api.class);
        return client.poll(options -> api.status("t1", options));
    }

    private Either<VideoFailure, Path> download(VendorClient client, RawHttpServer server) {
        GeneratedVideo video = GeneratedVideo.builder()
                .task(SampleVendor.task("t1"))
                .url(URI.create(server.url() + "/v.mp4"))
                .build();
        return client.downloader().download(video, folder.resolve("v.mp4"));
    }

    /** Serves orders, polls and a file that is too incomplete to be a video, which shows that it was downloaded. */
    private static RawHttpServer server(boolean needsClientCertificate) throws Exception {
        return new RawHttpServer(
                CERTIFICATES.server(TestCertificates.SERVER),
                socket -> socket.setNeedClientAuth(needsClientCertificate),
                call -> {
                    if (call.request.startsWith("GET /v.mp4")) {
                        call.respond("200 OK", "Content-Type: video/mp4\r\n", VIDEO);
                    } else {
                        call.json("{\"id\":\"t1\"}");
                    }
                });
    }

    private void assertAllReach(VendorClient client, RawHttpServer server) {
        assertThat(submit(client).isRight()).isTrue();
        assertThat(poll(client).isRight()).isTrue();
        assertThat(download(client, server).fold(VideoFailure::message, Path::toString))
                .doesNotContain("TLS");
        assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(server.requests().get(2)).startsWith("GET /v.mp4 HTTP/1.1\r\n");
    }

    @Test
    void the_context_serves_orders_polls_and_downloads() throws Exception {
        try (RawHttpServer server = server(false);
                VendorClient client = client(server, network(CERTIFICATES.client()), Map.of())) {
            assertAllReach(client, server);
        }
    }

    @Test
    void the_context_serves_uploads_to_a_storage_host() throws Exception {
        try (RawHttpServer server = server(true);
                VendorClient client = client(server, network(CERTIFICATES.clientWithCertificate()), Map.of())) {
            assertThat(client.send(URI.create(server.url()), "PUT", Map.of(), VIDEO)
                            .get())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_client_certificate_serves_orders_polls_and_downloads() throws Exception {
        try (RawHttpServer server = server(true);
                VendorClient client = client(server, network(CERTIFICATES.clientWithCertificate()), Map.of())) {
            assertAllReach(client, server);
        }
    }

    @Test
    void a_ca_file_serves_orders_polls_and_downloads() throws Exception {
        try (RawHttpServer server = server(false);
                VendorClient client = client(
                        server,
                        NetworkOptions.DEFAULT,
                        Map.of("reel4j.ca-file", CERTIFICATES.authorityPem().toString()))) {
            assertAllReach(client, server);
        }
    }

    @Test
    @Tag("fault-5")
    @Tag("fault-184")
    void without_context_or_file_nothing_is_sent() throws Exception {
        try (RawHttpServer server = server(false);
                VendorClient client = client(server, NetworkOptions.DEFAULT, Map.of())) {
            VideoFailure order = submit(client).getLeft();
            assertThat(order.kind()).isEqualTo(FailureKind.UNREACHABLE);
            assertThat(order.message())
                    .contains("is not trusted", "VideoClientBuilder.sslContext(...)", "--ca-file", "Nothing was sent.");
            assertThat(poll(client).getLeft().message()).contains("is not trusted", "REEL4J_CA_FILE");
            VideoFailure download = download(client, server).getLeft();
            assertThat(download.kind()).isEqualTo(FailureKind.DOWNLOAD_FAILED);
            assertThat(download.message()).contains("is not trusted", "REEL4J_CA_FILE");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    @Tag("fault-5")
    @Tag("fault-182")
    void a_missing_client_certificate_is_unreachable() throws Exception {
        try (RawHttpServer server = server(true);
                VendorClient client = client(server, network(CERTIFICATES.client()), Map.of())) {
            assertThat(submit(client).getLeft().kind()).isEqualTo(FailureKind.UNREACHABLE);
            assertThat(poll(client).getLeft().message()).contains("client certificate");
            assertThat(download(client, server).getLeft().message()).contains("client certificate");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void a_context_has_precedence_over_the_ca_file() throws Exception {
        try (RawHttpServer server = server(false);
                VendorClient client =
                        client(server, network(CERTIFICATES.client()), Map.of("reel4j.ca-file", "/does/not/exist"))) {
            assertThat(submit(client).isRight()).isTrue();
        }
    }

    @Test
    void an_invalid_setting_stops_the_provider() throws Exception {
        try (RawHttpServer server = server(false)) {
            assertThatThrownBy(
                            () -> client(server, NetworkOptions.DEFAULT, Map.of("reel4j.ca-file", "/does/not/exist")))
                    .isInstanceOf(InvalidSettingException.class);
        }
    }

    @Test
    void only_orders_and_polls_name_the_application() throws Exception {
        NetworkOptions network = new NetworkOptions(
                Optional.empty(), Optional.of(CERTIFICATES.client()), Optional.of("invoice-service/2.1"));
        try (RawHttpServer server = server(false);
                VendorClient client = client(server, network, Map.of())) {
            assertAllReach(client, server);
            assertThat(server.requests().subList(0, 2))
                    .allSatisfy(request -> assertThat(request)
                            .containsPattern("\r\nUser-Agent: reel4j/[0-9][0-9A-Za-z.-]* invoice-service/2\\.1\r\n")
                            .containsOnlyOnce("User-Agent"));
            assertThat(server.requests().get(2))
                    .contains("\r\nUser-Agent: reel4j\r\n")
                    .doesNotContain("invoice");
        }
    }
}
