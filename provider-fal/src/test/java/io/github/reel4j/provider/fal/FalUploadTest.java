package io.github.reel4j.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.UploadedFile;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Local files: announced with the key, sent to the URL in the response without it. */
class FalUploadTest {

    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1
    };

    private final VendorTestHarness run = new VendorTestHarness(FalSimulator.builder(), new FalProviderFactory());
    private final LoopbackServer storage = LoopbackServer.bind(0);
    private final List<ReceivedRequest> stored = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private Path picture;

    @BeforeEach
    void write() throws IOException {
        picture = Files.write(folder.resolve("my private holiday.png"), PNG);
    }

    @AfterEach
    void close() {
        run.close();
        storage.close();
    }

    @Test
    void a_local_file_is_uploaded_and_ordered_by_its_URL() {
        var unused = run.client().submit(FalOrders.image().image(picture).build());
        UploadedFile file = run.vendor().ledger().uploadedFiles().get(0);
        assertThat(file.content()).isEqualTo(ByteBuffer.wrap(PNG));
        assertThat(file.mediaType()).isEqualTo("image/png");
        assertThat(VendorTestHarness.json(run.vendor().ledger().submits().get(0).body())
                        .get("image_url")
                        .textValue())
                .isEqualTo(file.url().toString());
    }

    @Test
    void an_upload_is_announced_as_the_vendors_client_does() {
        var unused = run.client().submit(FalOrders.image().image(picture).build());
        ReceivedRequest announced = run.vendor().ledger().uploads().get(0);
        assertThat(announced.method() + " " + announced.target())
                .isEqualTo("POST /storage/upload/initiate?storage_type=fal-cdn-v3");
        assertThat(announced.header("authorization")).contains("Key " + VendorTestHarness.KEY);
        assertThat(VendorTestHarness.json(announced.body()))
                .isEqualTo(VendorTestHarness.json("{\"content_type\":\"image/png\",\"file_name\":\"file.png\"}"));
        assertThat(run.vendor().ledger().requests().toString()).doesNotContain("holiday");
    }

    @Test
    void the_bytes_are_put_without_the_key() {
        serve(200);
        String url = storage.origin() + "/bucket/file.png?signature=abc";
        run.vendor().nextUpload(announcement(url, "https://v3.fal.media/files/a/file.png"));
        var unused = run.client().submit(FalOrders.image().image(picture).build());
        ReceivedRequest put = stored.get(0);
        assertThat(put.method() + " " + put.target()).isEqualTo("PUT /bucket/file.png?signature=abc");
        assertThat(put.content()).isEqualTo(ByteBuffer.wrap(PNG));
        assertThat(put.header("content-type")).contains("image/png");
        assertThat(put.headers().toString()).doesNotContain(VendorTestHarness.KEY);
        assertThat(run.vendor().ledger().submits().get(0).body()).contains("https://v3.fal.media/files/a/file.png");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 500, 503})
    void a_file_that_is_not_stored_is_not_ordered(int status) {
        serve(status);
        for (int i = 0; i < 10; i++) {
            run.vendor().nextUpload(announcement(storage.origin() + "/file", "https://x.test/file.png"));
        }
        VideoFailure failure = VendorTestHarness.failure(
                () -> run.client().submit(FalOrders.image().image(picture).build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.UPLOAD_FAILED);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(run.vendor().ledger().submits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"upload_url\":\"https://x.test/a\"}",
                "{\"file_url\":\"https://x.test/a\"}",
                "{\"upload_url\":\"file:///tmp/x\",\"file_url\":\"https://x.test/a\"}",
                "{\"upload_url\":\"https://x.test/a\",\"file_url\":\"\"}"
            })
    void an_announcement_without_2_URLs_fails(String body) {
        for (int i = 0; i < 10; i++) {
            run.vendor().nextUpload(Fault.response(200, "application/json", body));
        }
        VideoFailure failure = VendorTestHarness.failure(
                () -> run.client().submit(FalOrders.image().image(picture).build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.UPLOAD_FAILED);
        assertThat(failure.message()).contains("has no usable upload_url or file_url");
        assertThat(run.vendor().ledger().submits()).isEmpty();
    }

    private void serve(int status) {
        storage.serve((request, exchange) -> {
            stored.add(request);
            exchange.send(ServerResponse.of(status, "text/plain", ""));
        });
    }

    private static Fault announcement(String uploadUrl, String fileUrl) {
        return Fault.response(
                200, "application/json", "{\"upload_url\":\"" + uploadUrl + "\",\"file_url\":\"" + fileUrl + "\"}");
    }
}
