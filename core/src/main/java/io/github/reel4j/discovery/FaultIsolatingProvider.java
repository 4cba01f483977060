package io.github.reel4j.discovery;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.guard.TimeLimitedCalls;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.PricingModel;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.port.VideoGenerator;
import io.github.reel4j.spi.ForwardingProvider;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.spi.VideoProvider;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A provider that cannot throw: whatever escapes from a port becomes the failure that is safe to assume. An order during which the
 * provider broke down may have been billed. Each accessor is read once, those that say something when the guard is made and those of
 * the ports that every order needs by {@link #prepare}, so that none is read while a paid task is in our hands.
 */
final class FaultIsolatingProvider extends ForwardingProvider {

    private static final SafeLog LOG = SafeLog.of(FaultIsolatingProvider.class);

    /** Long enough to close connections, which needs no waiting. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final TimeLimitedCalls closing = new TimeLimitedCalls("reel4j-close", CLOSE_TIMEOUT);

    private final ProviderId id;
    private final List<ModelSpec> models;
    private final boolean needsKey;
    private final VendorLimits limits;
    private final PricingModel pricing;
    private final Optional<RequestPreview> preview;
    private final Optional<TaskCanceller> canceller;
    private final Optional<CallbackReader> callbacks;
    private final LazyPorts ports;

    /** Throws what an accessor throws, or {@link NullPointerException} if one returns null; nothing was sent then. */
    FaultIsolatingProvider(VideoProvider provider) {
        super(provider);
        id = LazyPorts.present(provider.id(), "id()");
        models = LazyPorts.present(provider.models(), "models()").stream()
                .map(model -> ModelSpec.builder().from(model).build())
                .toList();
        needsKey = provider.needsKey();
        limits = LazyPorts.present(provider.limits(), "limits()");
        pricing = LazyPorts.present(provider.pricing(), "pricing()");
        preview = LazyPorts.present(provider.preview(), "preview()");
        canceller = LazyPorts.present(provider.canceller(), "canceller()").map(each -> task -> cancel(each, task));
        callbacks = LazyPorts.present(provider.callbacks(), "callbacks()").map(FaultIsolatingReader::of);
        ports = new LazyPorts(provider);
    }

    /** Reads the ports that every order needs; why they cannot be had, empty if they were. */
    Optional<VideoFailure> prepare() {
        return ports.read().swap().toJavaOptional();
    }

    @Override
    public ProviderId id() {
        return id;
    }

    @Override
    public List<ModelSpec> models() {
        return models;
    }

    @Override
    public boolean needsKey() {
        return needsKey;
    }

    @Override
    public VendorLimits limits() {
        return limits;
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
        return this::estimate;
    }

    @Override
    public VideoDownloader downloader() {
        return this::download;
    }

    @Override
    public Optional<RequestPreview> preview() {
        return preview;
    }

    @Override
    public Optional<TaskCanceller> canceller() {
        return canceller;
    }

    @Override
    public Optional<CallbackReader> callbacks() {
        return callbacks;
    }

    @Override
    public void close() {
        closing.run(() -> {
            try {
                super.close();
            } catch (Throwable e) { // others are to be closed as well; the text is not shown: it may hold a key
                LOG.warn("the provider '{}' could not be closed: {}", id, ExceptionName.of(e));
            }
        });
    }

    private Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        return SafePortResult.of(
                FailureKind.SUBMISSION_UNKNOWN,
                "The vendor may have accepted and billed the order; look at its console before ordering again.",
                () -> ports.read()
                        .flatMap(read -> read.generator().submit(request))
                        .flatMap(task -> checkBelongs(request, task))
                        .mapLeft(failure -> ownTask(request, failure)));
    }

    /** A failure that names a task of another vendor's or another operation's tells nothing that could be asked for. */
    private static VideoFailure ownTask(ResolvedRequest request, VideoFailure failure) {
        return failure.task()
                .flatMap(task -> checkBelongs(request, task).swap().toJavaOptional())
                .orElse(failure);
    }

    /** A reference to another vendor's task would be resumed there, and this order's would be lost. */
    private static Either<VideoFailure, TaskRef> checkBelongs(ResolvedRequest request, TaskRef task) {
        return task.provider().equals(request.provider()) && task.operation() == request.operation()
                ? Either.right(task)
                : Either.left(VideoFailure.of(
                        FailureKind.SUBMISSION_UNKNOWN,
                        "the provider has a defect: it answered an order of " + request.operation() + " from "
                                + request.provider() + " with the task " + task
                                + ". The vendor may have accepted and billed the order; look at its console before"
                                + " ordering again."));
    }

    private Either<VideoFailure, TaskStatus> status(TaskRef task) {
        return SafePortResult.ofStatus(
                        FailureKind.UNAVAILABLE,
                        "The task is kept.",
                        () -> ports.read().flatMap(read -> read.tracker().status(task)))
                .mapLeft(failure -> failure.withTask(task))
                .map(status -> status instanceof TaskStatus.Failed failed
                        ? new TaskStatus.Failed(failed.failure().withTask(task))
                        : status);
    }

    private static Either<VideoFailure, CancelOutcome> cancel(TaskCanceller canceller, TaskRef task) {
        return SafePortResult.<CancelOutcome>of(
                        FailureKind.UNAVAILABLE,
                        "Whether the task was cancelled is not known; its status tells.",
                        () -> canceller.cancel(task))
                .mapLeft(failure -> failure.withTask(task));
    }

    private Estimate estimate(ResolvedRequest request) {
        try {
            return Objects.requireNonNull(pricing.estimate(request), "an estimate was null");
        } catch (InvalidSettingException e) {
            return new Estimate.Unknown(String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            return new Estimate.Unknown(
                    "the provider '" + id() + "' failed to price the order: " + ExceptionName.of(e));
        }
    }

    private Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
        return SafePortResult.<Path>of(
                        FailureKind.DOWNLOAD_FAILED,
                        "The video is at the vendor still.",
                        () -> ports.read().flatMap(read -> read.downloader().download(video, target)))
                .mapLeft(failure -> failure.withTask(video.task()));
    }
}
