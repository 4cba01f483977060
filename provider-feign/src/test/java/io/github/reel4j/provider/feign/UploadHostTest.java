package io.github.reel4j.provider.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feign.Headers;
import feign.Request;
import feign.RequestLine;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.provider.feign.http.LoopbackProxy;
import io.github.reel4j.provider.feign.http.RawHttpServer;
import io.github.reel4j.spi.InvalidSettingException;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads over a second host of the vendor, and to the storage host that its response names. */
@Timeout(30)
class UploadHostTest {

    private static final String SETTING = "upload-base-url";
    private static final byte[] FILE = "the content of a file".getBytes(StandardCharsets.US_ASCII);
    private static final Map<String, String> TYPE = Map.of("Content-Type", "image/png");

    @Headers("Content-Type: application/json")
    interface UploadApi {
        @RequestLine("POST /initiate")
        VendorResponse<SampleVendor.Task> initiate(SampleVendor.Order order, Request.Options deadline)
                throws IOException;
    }

    private static VendorClient client(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("acme.api-key", SampleVendor.KEY);
        return VendorClient.of(
                SampleVendor.config(all),
                "https://api.acme.example",
                key -> Map.of("X-Key", key.reveal()),
                SampleVendor.CONVENTIONS);
    }

    private static VendorClient at(RawHttpServer server) {
        return client(Map.of("acme.base-url", server.url()));
    }

    private static VendorClient uploads(VendorClient client) {
        return client.at(SETTING, "https://rest.acme.example");
    }

    private static Either<VideoFailure, VendorResponse<SampleVendor.Task>> initiate(VendorClient uploads) {
        UploadApi api = uploads.api(UploadApi.class);
        return uploads.upload(deadline -> api.initiate(new SampleVendor.Order("a kitten"), deadline));
    }

    private static Either<VideoFailure, Integer> put(VendorClient client, String url) {
        return client.send(URI.create(url), "PUT", TYPE, FILE);
    }

    private static void assertNotBilled(VideoFailure failure, FailureKind kind) {
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.message()).doesNotContain("canary", "signature");
    }

    @Test
    void the_second_host_gets_the_key() {
        try (RawHttpServer orders = new RawHttpServer(RawHttpServer.Call::hangUp);
                RawHttpServer files = new RawHttpServer(call -> call.json("{\"id\":\"f1\"}"));
                VendorClient client = client(Map.of("acme.base-url", orders.url(), "acme." + SETTING, files.url()))) {
            assertThat(initiate(uploads(client)).get().value().id()).isEqualTo("f1");

            assertThat(files.requests().get(0))
                    .startsWith("POST /initiate ")
                    .contains("X-Key: " + SampleVendor.KEY + "\r\n");
            assertThat(orders.requests()).isEmpty();
        }
    }

    @Test
    void without_the_setting_it_is_the_documented_host() {
        try (VendorClient client = client(Map.of("acme.base-url", "https://gateway.example"))) {
            WireRequest request = client.capture(capturing -> {
                var unused = initiate(uploads(capturing));
            });
            assertThat(request.url()).hasToString("https://rest.acme.example/initiate");
        }
    }

    @Test
    void a_vendor_on_this_machine_has_only_one_host() {
        try (RawHttpServer server = new RawHttpServer(call -> call.json("{\"id\":\"f1\"}"));
                VendorClient client = at(server)) {
            assertThat(initiate(uploads(client)).isRight()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://rest.acme.example", "https://user@rest.acme.example", "https://rest.example?a=b"})
    void the_setting_follows_the_rules_of_the_base_url(String url) {
        try (VendorClient client = client(Map.of("acme." + SETTING, url))) {
            assertThatThrownBy(() -> uploads(client))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("acme." + SETTING);
        }
    }

    @Test
    void the_advice_names_the_setting_of_the_second_host() {
        try (RawHttpServer files = new RawHttpServer(call -> call.respond("404 Not Found", "", ""));
                VendorClient client = client(Map.of("acme." + SETTING, files.url()))) {
            VideoFailure failure = initiate(uploads(client)).getLeft();

            assertNotBilled(failure, FailureKind.INCOMPATIBLE);
            assertThat(failure.message()).contains("Check the setting acme." + SETTING + ".");
        }
    }

    @Test
    void closing_the_client_closes_the_second_one() {
        try (RawHttpServer files = new RawHttpServer(call -> call.json("{\"id\":\"f1\"}"))) {
            VendorClient client = at(files);
            VendorClient uploads = uploads(client);
            client.close();

            assertNotBilled(initiate(uploads).getLeft(), FailureKind.UNREACHABLE);
            assertNotBilled(put(uploads, files.url() + "/f1").getLeft(), FailureKind.UPLOAD_FAILED);
            assertThat(files.requests()).isEmpty();
        }
    }

    @Test
    void a_file_is_sent_as_it_is_and_without_the_key() {
        try (RawHttpServer storage = new RawHttpServer(call -> call.respond("201 Created", "", ""));
                VendorClient client = at(storage)) {
            assertThat(put(client, storage.url() + "/f1?signature=canary").get())
                    .isEqualTo(201);

            assertThat(storage.requests()).hasSize(1);
            assertThat(storage.requests().get(0))
                    .startsWith("PUT /f1?signature=canary HTTP/1.1\r\n")
                    .contains("Content-Type: image/png\r\n", "Content-Length: " + FILE.length + "\r\n")
                    .endsWith("\r\n\r\nthe content of a file")
                    .doesNotContain(SampleVendor.KEY, "X-Key");
        }
    }

    @Test
    void a_form_with_a_file_is_sent() {
        MultipartBody form = MultipartBody.of(Map.of("key", "dir/f1"), "f1.png", "image/png", FILE);
        try (RawHttpServer storage = new RawHttpServer(call -> call.respond("204 No Content", "", ""));
                VendorClient client = at(storage)) {
            Map<String, String> headers = Map.of("Content-Type", form.contentType());
            assertThat(client.send(URI.create(storage.url()), "POST", headers, form.bytes())
                            .get())
                    .isEqualTo(204);

            assertThat(storage.requests().get(0))
                    .startsWith("POST / HTTP/1.1\r\n")
                    .contains("Content-Type: " + form.contentType() + "\r\n")
                    .endsWith(new String(form.bytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"307 Temporary Redirect", "403 Forbidden", "413 Too Large", "500 Server Error"})
    void another_status_is_a_failed_upload(String status) {
        try (RawHttpServer other = new RawHttpServer(call -> call.respond("200 OK", "", ""));
                RawHttpServer storage = new RawHttpServer(call -> call.respond(
                        status, "Location: " + other.url() + "\r\n", "<StringToSign>canary</StringToSign>"));
                VendorClient client = at(storage)) {
            VideoFailure failure =
                    put(client, storage.url() + "/f1?signature=canary").getLeft();

            assertNotBilled(failure, FailureKind.UPLOAD_FAILED);
            assertThat(failure.message()).contains("127.0.0.1", "HTTP " + status.substring(0, 3));
            assertThat(failure.rawResponse()).isEmpty();
            assertThat(storage.requests()).hasSize(1);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void a_broken_connection_is_a_failed_upload() {
        try (RawHttpServer storage = new RawHttpServer(RawHttpServer.Call::hangUp);
                VendorClient client = at(storage)) {
            assertNotBilled(put(client, storage.url() + "/f1?signature=canary").getLeft(), FailureKind.UPLOAD_FAILED);
            assertThat(storage.requests()).hasSize(1);
        }
    }

    @Test
    void an_upload_ends_at_its_timeout() {
        try (RawHttpServer storage = new RawHttpServer(RawHttpServer.Call::stall);
                VendorClient client = client(Map.of("acme.base-url", storage.url(), "acme.upload-timeout", "300ms"))) {
            VideoFailure failure = put(client, storage.url()).getLeft();

            assertNotBilled(failure, FailureKind.UPLOAD_FAILED);
            assertThat(failure.message()).startsWith("no response from 127.0.0.1 in ");
        }
    }

    @Test
    void an_interrupted_upload_is_interrupted() {
        try (RawHttpServer storage = new RawHttpServer(RawHttpServer.Call::stall);
                VendorClient client = at(storage)) {
            Thread.currentThread().interrupt();
            VideoFailure failure = put(client, storage.url()).getLeft();

            assertThat(Thread.interrupted()).isTrue();
            assertNotBilled(failure, FailureKind.INTERRUPTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void a_public_vendor_cannot_send_a_file_to_this_machine(String scheme) {
        try (RawHttpServer storage = new RawHttpServer(call -> call.respond("200 OK", "", ""));
                VendorClient client = client(Map.of("acme." + SETTING, storage.url()))) {
            String url = scheme + "://127.0.0.1:" + storage.port() + "/f1?signature=canary";

            assertNotBilled(put(client, url).getLeft(), FailureKind.UPLOAD_FAILED);
            assertNotBilled(put(uploads(client), url).getLeft(), FailureKind.UPLOAD_FAILED);
            assertNotBilled(put(client, "https://10.0.0.1/f1").getLeft(), FailureKind.UPLOAD_FAILED);
            assertThat(storage.requests()).isEmpty();
        }
    }

    @Test
    void a_file_is_sent_through_the_proxy() {
        try (LoopbackProxy proxy = LoopbackProxy.open();
                VendorClient client = client(Map.of(
                        "reel4j.proxy", "http://" + proxy.address(),
                        "reel4j.download-dns", "proxy",
                        "acme.upload-timeout", "5s"))) {
            assertNotBilled(put(client, "https://storage.example:1/f1").getLeft(), FailureKind.UPLOAD_FAILED);
            assertThat(proxy.targets()).containsExactly("storage.example:1");
        }
    }

    @Test
    void the_key_and_other_methods_are_programming_errors() {
        try (RawHttpServer storage = new RawHttpServer(call -> call.respond("200 OK", "", ""));
                VendorClient client = at(storage)) {
            URI url = URI.create(storage.url());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.send(url, "PUT", Map.of("X-Key", "Key " + SampleVendor.KEY), FILE))
                    .withMessageNotContaining(SampleVendor.KEY);
            assertThatIllegalArgumentException().isThrownBy(() -> client.send(url, "DELETE", TYPE, FILE));
            assertThat(storage.requests()).isEmpty();
        }
    }
}
