package io.github.reel4j.discovery;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.guard.TimeLimitedCalls;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.MediaUploader;
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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Wraps a provider so that no port throws. If a port throws, the wrapper returns a failure: for a submit, that the
 * outcome is unknown; for a status or cancel call, that the provider is unavailable. If the provider throws during a
 * submit, the failure says that the vendor may have accepted and billed the order. Each accessor of the wrapped
 * provider is called once: those of the three ports that every order needs by {@link #prepare}, the others in the
 * constructor. So no accessor is called while the outcome of a paid task is pending. Thread-safe.
 */
final class FaultIsolatingProvider extends ForwardingProvider {

    private static final SafeLog LOG = SafeLog.of(FaultIsolatingProvider.class);

    /** Closing connections needs no waiting, so this is ample. */
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
    private final Optional<MediaUploader> uploader;
    private final LazyPorts ports;

    /**
     * Wraps {@code provider}. Throws what an accessor throws, or {@link NullPointerException} if one returns null.
     * Nothing has been sent by then.
     */
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
        // Without map(), so that the classes of ports that the provider does not have are not loaded.
        Optional<TaskCanceller> rawCanceller = LazyPorts.present(provider.canceller(), "canceller()");
        canceller = rawCanceller.isPresent() ? Optional.of(task -> cancel(rawCanceller.get(), task)) : Optional.empty();
        Optional<CallbackReader> rawCallbacks = LazyPorts.present(provider.callbacks(), "callbacks()");
        callbacks = rawCallbacks.isPresent()
                ? Optional.of(FaultIsolatingCallbackReader.of(rawCallbacks.get()))
                : Optional.empty();
        Optional<MediaUploader> rawUploader = LazyPorts.present(provider.uploader(), "uploader()");
        uploader =
                rawUploader.isPresent() ? Optional.of(FaultIsolatingUploader.of(rawUploader.get())) : Optional.empty();
        ports = new LazyPorts(provider);
    }

    /** Creates the ports that every order needs. Returns the failure if that is impossible, or else empty. */
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
    public List<Violation> violations(ResolvedRequest request) {
        try {
            return List.copyOf(super.violations(request));
        } catch (Throwable e) { // the message may contain a key
            return List.of(new Violation(
                    "request",
                    Optional.empty(),
                    "the provider has a defect: it could not check the request, because it threw " + ExceptionName.of(e)
                            + ". Report the defect to the provider's author.",
                    Optional.empty()));
        }
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
        return new FaultIsolatingDownloader(() -> ports.read().map(LazyPorts.LoadedPorts::downloader));
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
    public Optional<MediaUploader> uploader() {
        return uploader;
    }

    @Override
    public void close() {
        closing.run(() -> {
            try {
                super.close();
            } catch (Throwable e) { // other providers must still be closed; the message may contain a key
                LOG.warn("the provider '{}' could not be closed: {}", id, ExceptionName.of(e));
            }
        });
    }

    private Either<VideoFailure, TaskRef> submit(ResolvedRequest request) {
        if (request.hasLocalUrl()) { // no vendor can download it, and its path is private
            return Either.left(FaultIsolatingUploader.notUploaded());
        }
        return SafePortCaller.of(
                FailureKind.SUBMISSION_UNKNOWN,
                "The vendor may have accepted and billed the order. Check its console before ordering again.",
                () -> ports.read()
                        .flatMap(read -> read.generator().submit(request))
                        .flatMap(task -> checkBelongs(request, task))
                        .mapLeft(failure -> checkTask(request, failure)));
    }

    /**
     * Replaces a failure whose task belongs to another vendor or operation, because that task cannot be polled here.
     */
    private static VideoFailure checkTask(ResolvedRequest request, VideoFailure failure) {
        return failure.task()
                .flatMap(task -> checkBelongs(request, task).swap().toJavaOptional())
                .orElse(failure);
    }

    /** Checks that {@code task} belongs to {@code request}. Resuming a foreign task would lose this order. */
    private static Either<VideoFailure, TaskRef> checkBelongs(ResolvedRequest request, TaskRef task) {
        return task.provider().equals(request.provider()) && task.operation() == request.operation()
                ? Either.right(task)
                : Either.left(VideoFailure.of(
                        FailureKind.SUBMISSION_UNKNOWN,
                        "the provider has a defect: for an order of " + request.operation() + " from "
                                + request.provider()
                                + " it returned the task " + task
                                + ". The vendor may have accepted and billed the order. Check its console before"
                                + " ordering again."));
    }

    private Either<VideoFailure, TaskStatus> status(TaskRef task) {
        return SafePortCaller.ofStatus(
                        FailureKind.UNAVAILABLE,
                        "The task is not affected.",
                        () -> ports.read().flatMap(read -> read.tracker().status(task)))
                .mapLeft(failure -> failure.withTask(task))
                .map(status -> withTask(status, task));
    }

    private static TaskStatus withTask(TaskStatus status, TaskRef task) {
        if (status instanceof TaskStatus.Cancelled cancelled) {
            return new TaskStatus.Cancelled(cancelled.failure().withTask(task));
        }
        return status instanceof TaskStatus.Failed failed
                ? new TaskStatus.Failed(failed.failure().withTask(task))
                : status;
    }

    private static Either<VideoFailure, CancelOutcome> cancel(TaskCanceller canceller, TaskRef task) {
        return SafePortCaller.<CancelOutcome>of(
                        FailureKind.UNAVAILABLE,
                        "It is unknown whether the task was cancelled. Check its status.",
                        () -> canceller.cancel(task))
                .mapLeft(failure -> failure.withTask(task));
    }

    private Estimate estimate(ResolvedRequest request) {
        try {
            return Objects.requireNonNull(pricing.estimate(request), "the estimate is null");
        } catch (InvalidSettingException e) {
            return new Estimate.Unknown(String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            return new Estimate.Unknown(
                    "the provider '" + id() + "' failed to estimate the price: " + ExceptionName.of(e));
        }
    }
}
