package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.spi.Settings;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders with local files. */
@Timeout(30)
class LocalFileTest {

    private static final Settings ACME = TestClients.KEYS.with("reel4j.provider", "acme");
    private static final Settings BOTH = TestClients.KEYS.with("reel4j.provider", "acme,zeta");
    private static final UploadLimits LIMITS =
            UploadLimits.of(SampleRequests.anchor("files")).accept(100, MediaFormat.PNG, MediaFormat.MP4);

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.animate());
    private final FakeProvider zeta = new FakeProvider("zeta", SampleRequests.animate());
    private final List<MediaFile> uploaded = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path picture = Path.of("");
    private Path clip = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        picture = write("picture.png", "\u0089PNG\r\n\u001a\n and so on");
        clip = write("clip.mp4", "\0\0\0\u0018ftypisom and so on");
        acme.generator = request -> Either.right(taskOf("acme", acme));
        zeta.generator = request -> Either.right(taskOf("zeta", zeta));
    }

    private static TaskRef taskOf(String provider, FakeProvider fake) {
        TaskRef sample = SampleRequests.task(provider + fake.submitted.size());
        return new TaskRef(
                ProviderId.of(provider),
                fake.submitted.get(0).operation(),
                sample.endpoint(),
                sample.id(),
                fake.submitted.get(0).fingerprint(),
                sample.submittedAt());
    }

    private Path write(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Optional<MediaUploader> uploader(Function<MediaFile, Either<VideoFailure, URI>> upload) {
        return Optional.of(new MediaUploader() {
            @Override
            public UploadLimits limits() {
                return LIMITS;
            }

            @Override
            public Either<VideoFailure, URI> upload(MediaFile file) {
                uploaded.add(file);
                return upload.apply(file);
            }
        });
    }

    private static Either<VideoFailure, URI> stored(MediaFile file) {
        return Either.right(URI.create("https://files.acme.example/" + file.uploadName()));
    }

    private AnimateRequest order() {
        return AnimateRequest.builder().image(picture).video(clip).build();
    }

    private VideoClient client() {
        return TestClients.of(time, BOTH, Optional.empty(), acme, zeta);
    }

    private VideoTask submit(VideoClient client) throws Exception {
        return during(() -> client.submit(order()));
    }

    private <T> T during(Callable<T> call) throws Exception {
        try {
            return time.passDuring(call);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof VideoException thrown ? thrown : e;
        }
    }

    private VideoFailure failure(VideoClient client) {
        return catchThrowableOfType(VideoException.class, () -> submit(client)).failure();
    }

    @Test
    void all_files_are_uploaded_before_the_order_is_sent() throws Exception {
        acme.uploader = uploader(LocalFileTest::stored);

        VideoTask unused = submit(client());

        assertThat(uploaded).extracting(MediaFile::type).containsExactlyInAnyOrder(MediaFormat.PNG, MediaFormat.MP4);
        assertThat(acme.submitted)
                .singleElement()
                .satisfies(request -> assertThat(request.content())
                        .containsExactlyInAnyOrder(
                                "https://files.acme.example/image.png", "https://files.acme.example/video.mp4"));
    }

    @Test
    @Tag("fault-193")
    void a_provider_without_uploads_names_those_that_have_them() {
        zeta.uploader = uploader(LocalFileTest::stored);
        VideoClient alone =
                TestClients.of(time, TestClients.KEYS.with("reel4j.provider", "acme"), Optional.empty(), acme, zeta);

        VideoFailure failure = failure(alone);

        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failure.message()).contains("'acme'", "Nothing was sent, nothing was billed", "'zeta'");
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    @Tag("fault-193")
    void the_fallback_passes_over_a_provider_without_uploads() throws Exception {
        zeta.uploader = uploader(LocalFileTest::stored);

        VideoTask task = submit(client());

        assertThat(task.ref().provider()).hasToString("zeta");
        assertThat(client().fallbackQuotes(order()))
                .extracting(Quote::disposition)
                .containsExactly(Quote.Disposition.SKIPPED, Quote.Disposition.ELIGIBLE);
    }

    @Test
    void each_provider_of_a_fallback_gets_its_own_upload() throws Exception {
        acme.uploader = uploader(file -> Either.right(URI.create("https://files.acme.example/1")));
        zeta.uploader = uploader(file -> Either.right(URI.create("https://files.zeta.example/1")));
        acme.generator = request -> Either.left(VideoFailure.of(FailureKind.INSUFFICIENT_BALANCE, "no money"));

        VideoTask unused = submit(client());

        assertThat(acme.submitted.get(0).content()).allMatch(url -> url.contains("acme.example"));
        assertThat(zeta.submitted.get(0).content()).allMatch(url -> url.contains("zeta.example"));
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    @Tag("fault-190")
    @Tag("fault-195")
    void a_failed_upload_is_never_billed_and_orders_nothing(FailureKind kind) {
        acme.uploader = uploader(
                file -> Either.left(VideoFailure.of(kind, "acme says no").withTask(SampleRequests.task("none"))));

        VideoFailure failure =
                failure(TestClients.of(time, TestClients.KEYS.with("reel4j.provider", "acme"), Optional.empty(), acme));

        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(failure.task()).isEmpty();
        assertThat(failure.message()).endsWith("\n  Nothing was ordered, nothing was billed.");
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    @Tag("fault-190")
    void an_upload_that_may_pass_is_tried_3_times() {
        acme.uploader = uploader(file -> Either.left(VideoFailure.of(FailureKind.UNREACHABLE, "no connection")));

        VideoFailure failure =
                failure(TestClients.of(time, TestClients.KEYS.with("reel4j.provider", "acme"), Optional.empty(), acme));

        assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(uploaded).hasSize(3);
        assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    @Tag("fault-195")
    void an_uploader_that_throws_has_ordered_nothing() {
        acme.uploader = uploader(file -> {
            throw new IllegalStateException("bug");
        });

        assertUploadFailed();
    }

    @Test
    @Tag("fault-195")
    @SuppressWarnings("NullAway") // the point of the test
    void an_uploader_that_returns_null_has_ordered_nothing() {
        acme.uploader = uploader(file -> null);

        assertUploadFailed();
    }

    private void assertUploadFailed() {
        VideoFailure failure = failure(TestClients.of(time, ACME, Optional.empty(), acme));

        assertThat(failure.kind()).isEqualTo(FailureKind.UPLOAD_FAILED);
        assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
        assertThat(acme.submitted).isEmpty();
    }

    /** A process that ends during the upload must leave no order that counts as unknown. */
    @Test
    @Tag("fault-197")
    void an_upload_comes_before_the_intent() throws Exception {
        List<OrderEvent> written = new ArrayList<>();
        List<Integer> writtenBefore = new ArrayList<>();
        acme.uploader = uploader(file -> {
            writtenBefore.add(written.size());
            return stored(file);
        });
        OrderJournal journal = event -> {
            written.add(event);
            return Either.right(event);
        };

        VideoTask unused = submit(TestClients.journaled(time, ACME, journal, acme));

        assertThat(writtenBefore).containsExactly(0, 0);
        assertThat(written).isNotEmpty();
    }

    @Test
    @Tag("fault-196")
    void an_order_above_the_spend_limit_uploads_nothing() {
        acme.uploader = uploader(LocalFileTest::stored);
        VideoClient limited = VideoClient.builder()
                .settings(ACME)
                .providers(acme.factory())
                .scheduler(time)
                .maxSpend(Money.usd("0.01"), Duration.ofDays(1))
                .build();

        assertThat(failure(limited).kind()).isEqualTo(FailureKind.OVER_BUDGET);
        assertThat(uploaded).isEmpty();
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    @Tag("fault-195")
    void an_uploader_that_returns_a_file_url_sends_nothing() {
        acme.uploader = uploader(file -> Either.right(picture.toUri()));

        VideoFailure failure =
                failure(TestClients.of(time, TestClients.KEYS.with("reel4j.provider", "acme"), Optional.empty(), acme));

        assertThat(failure.kind()).isEqualTo(FailureKind.UPLOAD_FAILED);
        assertThat(acme.submitted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "\u0089PNG\r\n\u001a\n and so ON", "\u0089PNG\r\n\u001a\n and so on and on"})
    @Tag("fault-192")
    void a_file_that_changes_after_the_check_is_not_uploaded(String content) {
        acme.uploader = uploader(file -> {
            try {
                write("picture.png", content);
                byte[] unused = file.readAllBytes();
                return stored(file);
            } catch (IOException e) {
                return Either.left(VideoFailure.of(FailureKind.UPLOAD_FAILED, String.valueOf(e.getMessage())));
            }
        });
        AnimateRequest request = AnimateRequest.builder()
                .image(picture)
                .video("https://media.example/dance.mp4")
                .build();
        VideoClient alone =
                TestClients.of(time, TestClients.KEYS.with("reel4j.provider", "acme"), Optional.empty(), acme);

        VideoException thrown = catchThrowableOfType(VideoException.class, () -> during(() -> alone.submit(request)));

        assertThat(thrown.failure().message()).contains("has changed");
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    @Tag("fault-191")
    void all_wrong_files_are_reported_at_once() throws IOException {
        acme.uploader = uploader(LocalFileTest::stored);
        Files.delete(clip);
        write("picture.png", "GIF89a is no PNG");

        List<Violation> violations = client().validate(order());

        assertThat(violations).extracting(Violation::field).containsExactly("image", "video");
        assertThat(violations).extracting(Violation::message).anyMatch(text -> text.contains("image/gif"));
        assertThat(violations).extracting(Violation::message).anyMatch(text -> text.contains("does not exist"));
        assertThat(violations.toString()).contains("picture.png").doesNotContain(folder.toString());
        assertThat(uploaded).isEmpty();
    }

    @Test
    @Tag("fault-191")
    void a_clip_in_place_of_a_picture_is_invalid() {
        acme.uploader = uploader(LocalFileTest::stored);
        AnimateRequest swapped =
                AnimateRequest.builder().image(clip).video(clip).build();

        assertThat(client().validate(swapped))
                .singleElement()
                .hasToString("image = clip.mp4: contains video/mp4, but must be an image.   "
                        + SampleRequests.animate().fields().get(0).source());
    }

    @Test
    @Tag("fault-191")
    void folders_and_empty_and_large_files_are_invalid() throws IOException {
        acme.uploader = uploader(LocalFileTest::stored);
        write("picture.png", "");
        AnimateRequest empty =
                AnimateRequest.builder().image(picture).video(folder).build();

        assertThat(client().validate(empty))
                .extracting(Violation::message)
                .containsExactly("is an empty file.", "is not a regular file.");
        write("picture.png", "\u0089PNG\r\n\u001a\n" + "x".repeat(93));
        assertThat(client().validate(order()))
                .extracting(Violation::message)
                .containsExactly("has 101 bytes. 'acme' accepts at most 100 bytes of image/png.");
    }

    @Test
    void a_file_and_a_url_for_one_field_are_a_violation() {
        acme.uploader = uploader(LocalFileTest::stored);
        AnimateRequest both = AnimateRequest.builder()
                .image(picture)
                .image("https://media.example/character.png")
                .video(clip)
                .build();

        assertThat(client().validate(both))
                .extracting(Violation::message)
                .containsExactly("is set twice: as a local file and as a URL. Set only one.");
    }

    @Test
    void the_fingerprint_is_that_of_the_content() throws Exception {
        acme.uploader = uploader(LocalFileTest::stored);
        List<OrderEvent> written = new ArrayList<>();
        OrderJournal journal = event -> {
            written.add(event);
            return Either.right(event);
        };
        VideoClient client =
                TestClients.journaled(time, TestClients.KEYS.with("reel4j.provider", "acme"), journal, acme);
        VideoTask unused = submit(client);
        picture = Files.move(picture, folder.resolve("moved.png"));
        VideoTask moved = submit(client);
        write("moved.png", "\u0089PNG\r\n\u001a\n another picture");
        VideoTask changed = submit(client);

        List<String> fingerprints = written.stream()
                .filter(OrderEvent.Created.class::isInstance)
                .map(event -> ((OrderEvent.Created) event).intent().fingerprint())
                .toList();
        assertThat(fingerprints).hasSize(3);
        assertThat(fingerprints.get(1)).isEqualTo(fingerprints.get(0));
        assertThat(fingerprints.get(2)).isNotEqualTo(fingerprints.get(0));
        assertThat(acme.submitted).extracting(request -> request.fingerprint()).isEqualTo(fingerprints);
        assertThat(moved.ref()).isNotEqualTo(changed.ref());
    }

    /** Each order needs 3 permits: 2 uploads and the order. Time does not pass if an upload blocks a thread. */
    @Test
    @Tag("fault-226")
    void uploads_of_async_orders_wait_without_a_thread() {
        acme.uploader = uploader(LocalFileTest::stored);
        VideoClient client = TestClients.of(time, ACME.with("acme.requests-per-minute", "30"), Optional.empty(), acme);

        List<CompletableFuture<VideoTask>> orders = client.submitAll(Collections.nCopies(100, order()));
        time.pass(Duration.ofMinutes(11));

        assertThat(orders).allMatch(future -> future.isDone() && !future.isCompletedExceptionally());
        assertThat(uploaded).hasSize(200);
        assertThat(acme.submitted).hasSize(100);
    }

    @Test
    @Tag("fault-190")
    void an_upload_waits_as_long_as_an_order() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        acme.uploader = uploader(file -> attempts.incrementAndGet() > 1
                ? stored(file)
                : Either.left(VideoFailure.builder()
                        .kind(FailureKind.RATE_LIMITED)
                        .message("slow down")
                        .retryAfter(Duration.ofMinutes(5))
                        .build()));
        VideoClient client = TestClients.of(time, ACME, Optional.empty(), acme);

        VideoTask unused = submit(client);
        assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));

        attempts.set(0);
        CompletableFuture<VideoTask> async = client.submitAsync(order());
        time.pass(Duration.ofMinutes(6));
        assertThat(async).isCompleted();
    }

    @Test
    void a_failed_upload_of_an_async_order_is_repeated() {
        AtomicInteger attempts = new AtomicInteger();
        acme.uploader = uploader(file -> attempts.incrementAndGet() % 3 == 0
                ? stored(file)
                : Either.left(VideoFailure.of(FailureKind.UNREACHABLE, "no connection")));

        CompletableFuture<VideoTask> order =
                TestClients.of(time, ACME, Optional.empty(), acme).submitAsync(order());
        time.pass(Duration.ofSeconds(10));

        assertThat(order).isCompleted();
        assertThat(attempts).hasValue(6);
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void closing_ends_uploads_that_wait() {
        acme.uploader = uploader(file -> Either.left(VideoFailure.of(FailureKind.UNREACHABLE, "no connection")));
        VideoClient client = TestClients.of(time, ACME.with("acme.requests-per-minute", "1"), Optional.empty(), acme);
        CompletableFuture<VideoTask> betweenAttempts = client.submitAsync(order());
        CompletableFuture<VideoTask> withoutPermit = client.submitAsync(order());
        time.pass(Duration.ofMillis(1));

        client.close();
        time.pass(Duration.ofMinutes(1));

        for (CompletableFuture<VideoTask> each : List.of(betweenAttempts, withoutPermit)) {
            assertThat(each).isCompletedExceptionally();
            VideoFailure failure = catchThrowableOfType(VideoException.class, () -> {
                        try {
                            VideoTask unused = each.get();
                        } catch (ExecutionException e) {
                            throw e.getCause();
                        }
                    })
                    .failure();
            assertThat(failure.kind()).isEqualTo(FailureKind.INTERRUPTED);
            assertThat(failure.message()).contains("nothing was billed").doesNotContain("continue");
        }
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void a_cancelled_order_uploads_nothing_more() {
        acme.uploader = uploader(LocalFileTest::stored);
        VideoClient client = TestClients.of(time, ACME.with("acme.requests-per-minute", "1"), Optional.empty(), acme);
        CompletableFuture<VideoTask> order = client.submitAsync(order());
        time.pass(Duration.ofMillis(1));
        int before = uploaded.size();

        assertThat(order.cancel(true)).isTrue();
        time.pass(Duration.ofMinutes(5));

        assertThat(uploaded).hasSize(before);
        assertThat(acme.submitted).isEmpty();
    }

    @Test
    void a_request_shows_no_path() {
        assertThat(order().toString()).doesNotContain("picture", folder.toString());
    }
}
