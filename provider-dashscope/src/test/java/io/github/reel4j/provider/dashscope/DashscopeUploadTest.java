package io.github.reel4j.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.UploadedFile;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Local files are stored with a policy of the vendor, and ordered as {@code oss://} URLs. */
class DashscopeUploadTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2, 3, '\r', '\n', '-', '-'};

    private final VendorTestHarness run =
            new VendorTestHarness(DashscopeSimulator.builder(), new DashscopeProviderFactory());

    @TempDir
    private Path folder;

    private Path picture;

    @BeforeEach
    void write() throws IOException {
        picture = Files.write(folder.resolve("secret-name.png"), PNG);
    }

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void a_file_is_stored_and_its_url_resolved() {
        var unused = run.client().submit(DashscopeOrders.image().image(picture).build());

        ReceivedRequest policy = run.vendor().ledger().uploads().get(0);
        assertThat(policy.query()).containsEntry("action", "getPolicy").containsEntry("model", "wan2.2-i2v-plus");
        UploadedFile stored = run.vendor().ledger().uploadedFiles().get(0);
        assertThat(stored.content()).isEqualTo(ByteBuffer.wrap(PNG));
        assertThat(stored.mediaType()).isEqualTo("image/png");
        ReceivedRequest order = run.vendor().ledger().submits().get(0);
        assertThat(VendorTestHarness.json(order.body()).at("/input/img_url").textValue())
                .startsWith("oss://")
                .endsWith("-image.png")
                .isEqualTo(stored.url().toString());
        assertThat(order.header("x-dashscope-ossresourceresolve")).contains("enable");
        assertThat(order.header("x-dashscope-async")).contains("enable");
    }

    @Test
    void the_store_gets_neither_the_key_nor_the_name_of_the_file() {
        var unused = run.client().submit(DashscopeOrders.image().image(picture).build());

        ReceivedRequest form = storage().get(0);
        assertThat(form.headers()).doesNotContainKey("authorization");
        assertThat(form.body())
                .doesNotContain(VendorTestHarness.KEY, "secret-name")
                .contains("image.png");
        int file = form.body().indexOf("name=\"file\"");
        for (String field : List.of("OSSAccessKeyId", "Signature", "policy", "key", "success_action_status")) {
            assertThat(form.body().indexOf("name=\"" + field + "\"")).isBetween(0, file);
        }
    }

    @Test
    void two_files_of_an_order_have_policies_of_their_model() throws IOException {
        Path clip = Files.write(
                folder.resolve("a.mp4"),
                new byte[] {0, 0, 0, 20, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm', 0, 0, 2, 0, 'i', 's', 'o', 'm'});
        var unused = run.client()
                .submit(DashscopeOrders.replace().image(picture).video(clip).build());
        assertThat(run.vendor().ledger().uploads())
                .hasSize(2)
                .allSatisfy(policy -> assertThat(policy.query()).containsEntry("model", "wan2.2-animate-mix"));
        assertThat(run.vendor().ledger().uploadedFiles()).hasSize(2);
    }

    @Test
    void an_animated_picture_has_a_smaller_limit() throws IOException {
        byte[] large = new byte[5_000_001];
        System.arraycopy(PNG, 0, large, 0, PNG.length);
        Path file = Files.write(folder.resolve("large.png"), large);
        VideoFailure failure = VendorTestHarness.failure(
                () -> run.client().submit(DashscopeOrders.animate().image(file).build()));
        assertThat(failure.message()).contains("5000001", "5000000", "dashscope-animate");
        assertThat(run.vendor().ledger().orders()).isEmpty();
        assertThat(run.vendor().ledger().uploads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 403, 500, 503})
    void a_file_that_the_store_rejects_is_not_ordered(int status) throws IOException {
        Queue<ReceivedRequest> forms = new ConcurrentLinkedQueue<>();
        try (LoopbackServer store = LoopbackServer.bind(0)) {
            store.serve((request, exchange) -> {
                forms.add(request);
                exchange.send(ServerResponse.of(status, "application/xml", "<Error/>")
                        .header("Location", run.vendor().baseUrl().toString()));
            });
            for (int i = 0; i < 10; i++) {
                run.vendor().nextUpload(policy(store.origin() + "/"));
            }
            VideoFailure failure = VendorTestHarness.failure(() ->
                    run.client().submit(DashscopeOrders.image().image(picture).build()));
            assertThat(failure.kind()).isEqualTo(FailureKind.UPLOAD_FAILED);
            assertThat(failure.message()).doesNotContain("a-signature");
            assertThat(forms).isNotEmpty();
            assertThat(run.vendor().ledger().submits()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{}}",
                "{\"data\":[]}",
                "{\"data\":{\"upload_host\":\"file:///etc\",\"upload_dir\":\"d\",\"policy\":\"p\","
                        + "\"signature\":\"s\",\"oss_access_key_id\":\"k\",\"x_oss_object_acl\":\"a\","
                        + "\"x_oss_forbid_overwrite\":\"true\"}}",
                "{\"data\":{\"upload_host\":\"http://127.0.0.1:9/\",\"upload_dir\":\"a b?c\",\"policy\":\"p\","
                        + "\"signature\":\"s\",\"oss_access_key_id\":\"k\",\"x_oss_object_acl\":\"a\","
                        + "\"x_oss_forbid_overwrite\":\"true\"}}"
            })
    void an_incomplete_policy_stores_and_orders_nothing(String body) {
        for (int i = 0; i < 10; i++) {
            run.vendor().nextUpload(Fault.response(200, "application/json", body));
        }
        VideoFailure failure = VendorTestHarness.failure(
                () -> run.client().submit(DashscopeOrders.image().image(picture).build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.UPLOAD_FAILED);
        assertThat(storage()).isEmpty();
        assertThat(run.vendor().ledger().submits()).isEmpty();
    }

    @Test
    void a_wrong_type_is_never_uploaded() throws IOException {
        Path gif = Files.write(folder.resolve("a.gif"), "GIF89a-----".getBytes(StandardCharsets.US_ASCII));
        VideoFailure failure = VendorTestHarness.failure(
                () -> run.client().submit(DashscopeOrders.image().image(gif).build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    @Test
    void the_face_check_of_an_uploaded_picture_resolves_it() throws IOException {
        Path voice = Files.write(folder.resolve("a.mp3"), new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 0, 1, 2});
        VideoClient client = run.closeAtEnd(
                run.builder().property("dashscope.face-check", "true").build());
        var unused = client.submit(
                DashscopeOrders.speech().image(picture).audio(voice).build());
        assertThat(run.vendor().ledger().requests())
                .filteredOn(request -> request.path().endsWith("/face-detect"))
                .singleElement()
                .satisfies(request -> assertThat(request.header("x-dashscope-ossresourceresolve"))
                        .contains("enable"));
    }

    private List<ReceivedRequest> storage() {
        return run.vendor().ledger().requests().stream()
                .filter(request -> request.path().equals("/storage"))
                .toList();
    }

    private static Fault policy(String host) {
        return Fault.response(
                200,
                "application/json",
                "{\"request_id\":\"1\",\"data\":{\"upload_host\":\"" + host + "\",\"upload_dir\":\"dir\","
                        + "\"policy\":\"a-policy\",\"signature\":\"a-signature\",\"oss_access_key_id\":\"id\","
                        + "\"x_oss_object_acl\":\"private\",\"x_oss_forbid_overwrite\":\"true\"}}");
    }
}
