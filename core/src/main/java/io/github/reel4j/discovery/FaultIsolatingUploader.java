package io.github.reel4j.discovery;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.MediaUploader;
import io.vavr.control.Either;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An uploader that never throws, and whose failures are never billed: an exception from the wrapped one becomes
 * {@link FailureKind#UPLOAD_FAILED}, as does a failure of a kind that may be billed. Thread-safe.
 */
final class FaultIsolatingUploader implements MediaUploader {

    private static final String NOTHING_ORDERED = "Nothing was ordered, nothing was billed.";

    private final MediaUploader uploader;
    private final UploadLimits limits;

    private FaultIsolatingUploader(MediaUploader uploader, UploadLimits limits) {
        this.uploader = uploader;
        this.limits = limits;
    }

    /** Wraps {@code uploader}, whose limits are read once. Throws what they throw; nothing has been sent by then. */
    static MediaUploader of(MediaUploader uploader) {
        return new FaultIsolatingUploader(uploader, LazyPorts.present(uploader.limits(), "uploader().limits()"));
    }

    /** Returns the failure of an order that still contains the URL of a local file. */
    static VideoFailure notUploaded() {
        return VideoFailure.of(
                FailureKind.UPLOAD_FAILED, "the order contains a local file that was not uploaded. " + NOTHING_ORDERED);
    }

    @Override
    public UploadLimits limits() {
        return limits;
    }

    @Override
    public Either<VideoFailure, URI> upload(MediaFile file) {
        return upload(file, () -> uploader.upload(file));
    }

    @Override
    public Either<VideoFailure, URI> upload(MediaFile file, ModelSpec model) {
        return upload(file, () -> uploader.upload(file, model));
    }

    private static Either<VideoFailure, URI> upload(MediaFile file, Supplier<Either<VideoFailure, URI>> call) {
        return SafePortCaller.<URI>of(FailureKind.UPLOAD_FAILED, NOTHING_ORDERED, call)
                .flatMap(url -> usable(file, url))
                .mapLeft(FaultIsolatingUploader::unbilled);
    }

    private static Either<VideoFailure, URI> usable(MediaFile file, URI url) {
        return url.isAbsolute() && !file.field().isLocalUrl(url.toString())
                ? Either.right(url)
                : Either.left(VideoFailure.of(
                        FailureKind.UPLOAD_FAILED,
                        "the provider has a defect: its upload returned no absolute URL of a server. "
                                + NOTHING_ORDERED));
    }

    private static VideoFailure unbilled(VideoFailure failure) {
        return failure.billingStatus() == BillingStatus.NOT_BILLED
                ? failure
                : VideoFailure.builder()
                        .from(failure)
                        .kind(FailureKind.UPLOAD_FAILED)
                        .task(Optional.<TaskRef>empty())
                        .build();
    }
}
