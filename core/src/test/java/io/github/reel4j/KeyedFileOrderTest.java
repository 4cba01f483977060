package io.github.reel4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.MediaUploader;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders with a key and a local file, over a real file journal. */
@Timeout(30)
@Tag("fault-202")
class KeyedFileOrderTest {

    private static final OrderKey KEY = OrderKey.of("invoice-4711");
    private static final String CAT = "\u0089PNG\r\n\u001a\n a cat";
    private static final String DOG = "\u0089PNG\r\n\u001a\n a dog";

    @TempDir
    private Path folder;

    private final VirtualScheduler time = new VirtualScheduler();
    private final FakeProvider acme = new FakeProvider("acme", SampleRequests.animate());
    private final FakeProvider zeta = new FakeProvider("zeta", SampleRequests.animate());
    private int uploads;

    @BeforeEach
    void acceptFiles() throws IOException {
        write("cat.png", CAT);
        acme.uploader = uploader(file -> Either.right(URI.create("https://files.acme.example/1")));
        zeta.uploader = acme.uploader;
        acme.generator = request -> Either.right(new TaskRef(
                request.provider(), request.operation(), "video", "a1", request.fingerprint(), VirtualScheduler.START));
    }

    private Optional<MediaUploader> uploader(Function<MediaFile, Either<VideoFailure, URI>> upload) {
        return Optional.of(new MediaUploader() {
            @Override
            public UploadLimits limits() {
                return UploadLimits.of(SampleRequests.anchor("files")).accept(100, MediaFormat.PNG);
            }

            @Override
            public Either<VideoFailure, URI> upload(MediaFile file) {
                uploads++;
                return upload.apply(file);
            }
        });
    }

    private Path write(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private AnimateRequest order(String name) {
        return AnimateRequest.builder()
                .image(folder.resolve(name))
                .video("https://media.example/dance.mp4")
                .build();
    }

    private VideoClient client() {
        return TestClients.journaled(
                time,
                TestClients.KEYS.with("reel4j.provider", "acme,zeta"),
                FileJournal.at(folder.resolve("orders.journal")),
                acme,
                zeta);
    }

    private TaskRef submit(String name) throws Exception {
        return during(() -> client().submit(order(name), KEY)).ref();
    }

    private <T> T during(Callable<T> call) throws Exception {
        try {
            return time.passDuring(call);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof VideoException thrown ? thrown : e;
        }
    }

    private static VideoFailure failure(Callable<?> call) {
        VideoException thrown = catchThrowableOfType(VideoException.class, call::call);
        assertThat(thrown).as("a VideoException").isNotNull();
        return thrown.failure();
    }

    private static VideoFailure failure(CompletableFuture<?> future) {
        return failure(() -> {
            try {
                return future.get();
            } catch (ExecutionException e) {
                throw (VideoException) e.getCause();
            }
        });
    }

    @Test
    void the_same_path_with_another_content_is_a_conflict() throws Exception {
        submit("cat.png");
        write("cat.png", DOG);

        assertThat(failure(() -> submit("cat.png")).kind()).isEqualTo(FailureKind.ORDER_KEY_CONFLICT);
        assertThat(failure(() -> client().find(order("cat.png"), KEY)).kind())
                .isEqualTo(FailureKind.ORDER_KEY_CONFLICT);
        assertThat(uploads).isEqualTo(1);
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void the_same_content_at_another_path_is_the_same_order() throws Exception {
        TaskRef task = submit("cat.png");
        write("moved.png", CAT);
        Files.delete(folder.resolve("cat.png"));

        assertThat(submit("moved.png")).isEqualTo(task);
        assertThat(client().find(order("moved.png"), KEY)).map(VideoTask::ref).contains(task);
        CompletableFuture<VideoTask> async = client().submitAsync(order("moved.png"), KEY);
        time.pass(Duration.ofSeconds(1));
        assertThat(async.get().ref()).isEqualTo(task);
        assertThat(uploads).isEqualTo(1);
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void async_orders_compare_the_content_too() throws Exception {
        VideoClient client = client();
        write("dog.png", DOG);
        CompletableFuture<VideoTask> first = client.submitAsync(order("cat.png"), KEY);
        CompletableFuture<VideoTask> joined = client.submitAsync(order("cat.png"), KEY);
        CompletableFuture<VideoTask> other = client.submitAsync(order("dog.png"), KEY);
        time.pass(Duration.ofSeconds(1));

        assertThat(joined.get().ref()).isEqualTo(first.get().ref());
        assertThat(failure(other).kind()).isEqualTo(FailureKind.ORDER_KEY_CONFLICT);
        assertThat(acme.submitted).hasSize(1);
    }

    /** Without its content it is not known whether the request is the same. */
    @Test
    void a_file_that_is_gone_names_the_task_of_the_key() throws Exception {
        TaskRef task = submit("cat.png");
        Files.delete(folder.resolve("cat.png"));

        CompletableFuture<VideoTask> async = client().submitAsync(order("cat.png"), KEY);
        time.pass(Duration.ofSeconds(1));
        for (VideoFailure failure : new VideoFailure[] {
            failure(() -> submit("cat.png")), failure(() -> client().find(order("cat.png"), KEY)), failure(async)
        }) {
            assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
            assertThat(failure.message()).contains("'image'", "Restore the file", "reel resume " + task);
        }
        write("cat.png", CAT);
        assertThat(submit("cat.png")).isEqualTo(task);
        assertThat(acme.submitted).hasSize(1);
    }

    @Test
    void a_missing_file_leaves_its_key_free() throws Exception {
        Files.delete(folder.resolve("cat.png"));

        VideoFailure failure = failure(() -> submit("cat.png"));

        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(failure.violations().toString()).contains("does not exist");
        assertThat(client().find(order("cat.png"), KEY)).isEmpty();
    }

    /** The key would otherwise belong to one content, and the video to another. */
    @Test
    void a_file_that_changes_before_a_fallback_is_not_ordered() throws Exception {
        acme.uploader = uploader(file -> {
            try {
                write("cat.png", DOG);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return Either.left(VideoFailure.of(FailureKind.INSUFFICIENT_BALANCE, "no money"));
        });

        VideoFailure failure = failure(() -> submit("cat.png"));

        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(failure.message()).contains("has changed", "Nothing was sent, nothing was billed");
        assertThat(acme.submitted).isEmpty();
        assertThat(zeta.submitted).isEmpty();
    }
}
