package io.github.reel4j.testkit.memory;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.MediaFormat;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.pricing.TablePricing;
import io.github.reel4j.spi.NonReplacingFileMover;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.video.PlaceholderVideo;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider without a vendor and without a network. It offers every operation for 0.10 USD, needs no API key, and
 * records all orders. It takes local files of every type of at most 100 MB, and records them. Tasks succeed at the
 * first poll unless they are scripted. Thread-safe.
 *
 * <pre>{@code
 * InMemoryVideoProvider memory = new InMemoryVideoProvider();
 * VideoClient client = VideoClient.builder().providers(memory).build();
 * }</pre>
 */
public final class InMemoryVideoProvider implements VideoProvider, VideoProviderFactory {

    private static final ProviderId ID = ProviderId.of("memory");
    private static final UploadLimits UPLOAD_LIMITS =
            UploadLimits.of(new DocumentAnchor("in-memory", "invented")).accept(100_000_000, MediaFormat.values());

    private final AtomicInteger numbers = new AtomicInteger();
    private final List<ResolvedRequest> orders = new ArrayList<>();
    private final List<MediaFile> uploads = new ArrayList<>();
    private final Queue<VideoFailure> uploadFailures = new ArrayDeque<>();
    private final Map<String, Script> tasks = new HashMap<>();
    private final Queue<Script> scripts = new ArrayDeque<>();
    private final Queue<VideoFailure> failuresToReturn = new ArrayDeque<>();

    private record Script(int pollsLeft, Optional<VideoFailure> failure) {
        Script polled() {
            return new Script(pollsLeft - 1, failure);
        }
    }

    /** Returns a copy of all orders that may be billed, oldest first. */
    public synchronized List<ResolvedRequest> orders() {
        return List.copyOf(orders);
    }

    /** Scripts the next accepted task: {@code polls} polls report it as running, then it succeeds. */
    public synchronized InMemoryVideoProvider nextTaskRuns(int polls) {
        scripts.add(new Script(polls, Optional.empty()));
        return this;
    }

    /** Scripts the next accepted task: it fails with this code and message of the vendor. */
    public synchronized InMemoryVideoProvider nextTaskFails(String code, String message) {
        scripts.add(new Script(
                0,
                Optional.of(VideoFailure.builder()
                        .kind(FailureKind.GENERATION_FAILED)
                        .message(ID + " could not generate the video: " + code + " \"" + message
                                + "\". The same order will probably fail again: change it first.")
                        .vendorCode(code)
                        .vendorMessage(message)
                        .build())));
        return this;
    }

    /** Fails the next submit with {@code failure}. If the failure may be billed, the order is recorded. */
    public synchronized InMemoryVideoProvider nextSubmit(VideoFailure failure) {
        failuresToReturn.add(failure);
        return this;
    }

    /** Returns a copy of all uploaded files, oldest first. */
    public synchronized List<MediaFile> uploads() {
        return List.copyOf(uploads);
    }

    /** Fails the next upload with {@code failure}. */
    public synchronized InMemoryVideoProvider nextUpload(VideoFailure failure) {
        uploadFailures.add(failure);
        return this;
    }

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public VideoProvider create(ProviderConfig config) {
        return this;
    }

    @Override
    public List<ModelSpec> models() {
        return InMemoryModels.ALL;
    }

    @Override
    public boolean needsKey() {
        return false;
    }

    @Override
    public VideoGenerator generator() {
        return this::submit;
    }

    @Override
    public StatusTracker tracker() {
        return this::status;
    }

    @Override
    public PricingModel pricing() {
        return new TablePricing();
    }

    @Override
    public VideoDownloader downloader() {
        return InMemoryVideoProvider::download;
    }

    @Override
    public Optional<RequestPreview> preview() {
        return Optional.empty();
    }

    @Override
    public Optional<MediaUploader> uploader() {
        return Optional.of(new MediaUploader() {
            @Override
            public UploadLimits limits() {
                return UPLOAD_LIMITS;
            }

            @Override
            public Either<VideoFailure, URI> upload(MediaFile file) {
                return store(file);
            }
        });
    }

    private synchronized Either<VideoFailure, URI> store(MediaFile file) {
        VideoFailure failure = uploadFailures.poll();
        if (failure != null) {
            return Either.left(failure);
        }
        uploads.add(file);
        return Either.right(URI.create("https://memory.invalid/uploads/" + uploads.size() + "/" + file.uploadName()));
    }

    private synchronized Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        VideoFailure rejection = failuresToReturn.poll();
        if (rejection != null && rejection.billingStatus() == BillingStatus.NOT_BILLED) {
            return Either.left(rejection);
        }
        orders.add(request);
        String id = "memory-" + numbers.incrementAndGet();
        Script script = scripts.poll();
        tasks.put(id, script == null ? new Script(0, Optional.empty()) : script);
        return rejection != null
                ? Either.left(rejection)
                : Either.right(
                        new TaskRef(ID, request.operation(), "memory", id, request.fingerprint(), Instant.now()));
    }

    private synchronized Either<VideoFailure, TaskStatus> status(TaskRef task) {
        Script script = tasks.get(task.id());
        if (script == null) {
            return Either.left(VideoFailure.of(FailureKind.TASK_NOT_FOUND, ID + " does not know the task")
                    .withTask(task));
        }
        if (script.pollsLeft() > 0) {
            tasks.put(task.id(), script.polled());
            return Either.right(new TaskStatus.Running(Optional.empty()));
        }
        return Either.right(script.failure()
                .<TaskStatus>map(failure -> new TaskStatus.Failed(failure.withTask(task)))
                .orElseGet(() -> new TaskStatus.Succeeded(GeneratedVideo.builder()
                        .task(task)
                        .url(URI.create("https://memory.invalid/" + task.id() + ".mp4"))
                        .build())));
    }

    private static Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
        try {
            byte[] content = PlaceholderVideo.P480.file(video.task().id());
            Path part = target.toAbsolutePath().resolveSibling(".reel4j-" + UUID.randomUUID() + ".part");
            try {
                NonReplacingFileMover.publish(Files.write(part, content, StandardOpenOption.CREATE_NEW), target);
            } finally {
                Files.deleteIfExists(part);
            }
            return Either.right(target);
        } catch (IOException e) {
            return Either.left(VideoFailure.of(FailureKind.DOWNLOAD_FAILED, "cannot write " + target + ": " + e)
                    .withTask(video.task()));
        }
    }
}
