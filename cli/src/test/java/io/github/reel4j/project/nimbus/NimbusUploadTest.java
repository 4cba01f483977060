package io.github.reel4j.project.nimbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.Quote;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoTask;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders with local files, over HTTP. */
class NimbusUploadTest {

    private static final byte[] PNG =
            "\u0089PNG\r\n\u001a\n and every other byte".getBytes(StandardCharsets.ISO_8859_1);

    private final VendorTestHarness run =
            new VendorTestHarness(Simulator.withDialect(new NimbusDialect()), new NimbusProviderFactory());
    private final Simulator vendor = run.vendor();
    private final VideoClient client = run.client();

    @TempDir
    private Path folder;

    private Path picture = Path.of("");

    @BeforeEach
    void writePicture() throws IOException {
        picture = Files.write(folder.resolve("secret-customer.png"), PNG);
    }

    @AfterEach
    void close() {
        run.close();
    }

    private ImageToVideoRequest order() {
        return ImageToVideoRequest.builder().image(picture).build();
    }

    @Test
    void a_file_is_uploaded_and_its_url_is_ordered() {
        VideoTask task = client.submit(order());

        assertThat(task.await().url()).isNotNull();
        assertThat(vendor.ledger().uploadedFiles()).singleElement().satisfies(file -> {
            assertThat(file.mediaType()).isEqualTo("image/png");
            assertThat(file.content()).isEqualTo(ByteBuffer.wrap(PNG));
            assertThat(vendor.ledger().submits().get(0).body())
                    .contains(file.url().toString());
        });
        assertThat(vendor.ledger().orders()).hasSize(1);
    }

    @Test
    void no_request_contains_the_path_or_the_name() {
        VideoTask unused = client.submit(order());

        assertThat(vendor.ledger().requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.target() + request.headers() + request.body())
                        .doesNotContain("file:", "secret-customer", folder.toString()));
    }

    @Test
    void the_future_of_an_order_completes_after_the_upload() throws Exception {
        try (VideoClient real = run.builder().build()) {
            VideoTask task = real.submitAsync(order()).get(20, TimeUnit.SECONDS);

            assertThat(task.await().url()).isNotNull();
        }
        assertThat(vendor.ledger().uploads()).hasSize(1);
    }

    @Test
    void quotes_estimates_and_validation_upload_nothing() {
        assertThat(client.validate(order())).isEmpty();
        assertThat(client.estimate(order()).describe()).contains("0.55");
        Quote quote = client.quotes(order()).get(0);

        assertThat(quote.disposition()).isEqualTo(Quote.Disposition.ELIGIBLE);
        assertThat(quote.wire().orElseThrow().body())
                .contains("https://upload.invalid/image.png")
                .doesNotContain("secret-customer");
        assertThat(vendor.ledger().requests()).isEmpty();
    }

    @Test
    @Tag("fault-196")
    void a_price_above_the_cap_uploads_nothing() {
        try (VideoClient capped =
                run.builder().maxPrice(Money.parse("0.10 EUR")).build()) {
            VideoFailure failure = VendorTestHarness.failure(() -> capped.submit(order()));

            assertThat(failure.kind()).isEqualTo(FailureKind.OVER_PRICE_CAP);
        }
        assertThat(vendor.ledger().requests()).isEmpty();
    }

    @Test
    @Tag("fault-190")
    void a_failed_upload_is_repeated_and_then_ordered_once() {
        vendor.nextUpload(Fault.connectionReset());
        vendor.nextUpload(Fault.http(503));

        VideoTask unused = client.submit(order());

        assertThat(vendor.ledger().uploads()).hasSize(3);
        assertThat(vendor.ledger().orders()).hasSize(1);
    }

    @Test
    @Tag("fault-190")
    void a_third_failed_upload_orders_and_bills_nothing() {
        vendor.nextUpload(Fault.http(500));
        vendor.nextUpload(Fault.http(500));
        vendor.nextUpload(Fault.http(500));

        VideoFailure failure = VendorTestHarness.failure(() -> client.submit(order()));

        assertThat(failure.kind()).isEqualTo(FailureKind.UPLOAD_FAILED);
        assertThat(failure.message()).contains("upload", "'image'", "Nothing was ordered, nothing was billed.");
        assertThat(vendor.ledger().submits()).isEmpty();
    }

    @Test
    @Tag("fault-190")
    void a_rejected_upload_is_not_repeated() {
        vendor.nextUpload(Fault.http(401));

        VideoFailure failure = VendorTestHarness.failure(() -> client.submit(order()));

        assertThat(failure.kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(vendor.ledger().requests()).hasSize(1);
    }

    @Test
    @Tag("fault-196")
    void an_uploaded_order_is_resent_after_429_without_another_upload() {
        vendor.nextSubmit(Fault.http(429));

        VideoTask unused = client.submit(order());

        assertThat(vendor.ledger().uploads()).hasSize(1);
        assertThat(vendor.ledger().submits()).hasSize(2);
    }

    @Test
    @Tag("fault-191")
    void files_beyond_the_limits_are_all_reported_before_the_upload() throws IOException {
        byte[] large = new byte[1_000_001];
        System.arraycopy(PNG, 0, large, 0, PNG.length);
        Files.write(picture, large);

        assertThat(client.validate(order()))
                .singleElement()
                .extracting(Violation::message)
                .asString()
                .contains("1000001 bytes", "at most 1000000 bytes");
        assertThat(VendorTestHarness.failure(() -> client.submit(order())).kind())
                .isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(vendor.ledger().requests()).isEmpty();
    }

    @Test
    void the_journal_holds_neither_path_nor_url() throws IOException {
        Path file = folder.resolve("orders.journal");
        try (VideoClient journaled = run.builder().journal(FileJournal.at(file)).build()) {
            VideoTask unused = journaled.submit(order());
        }

        assertThat(Files.readString(file))
                .contains("cumulus")
                .doesNotContain("secret-customer", "file:", "media.nimbus.example");
    }

    @Test
    @Tag("fault-194")
    void a_file_url_is_never_read_nor_sent() {
        ImageToVideoRequest request =
                ImageToVideoRequest.builder().image(picture.toUri().toString()).build();

        List<Violation> violations = client.validate(request);

        assertThat(violations)
                .singleElement()
                .extracting(Violation::message)
                .asString()
                .contains("java.nio.file.Path");
        assertThat(vendor.ledger().requests()).isEmpty();
        assertThat(VendorTestHarness.failure(() -> client.submit(request)).kind())
                .isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(vendor.ledger().requests()).isEmpty();
    }
}
