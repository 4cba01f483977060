package io.github.reel4j.order;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.Retryability;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.order.RequestPlanner.PreparedRequest;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.redaction.SecretMask;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

/**
 * Uploads the local files of orders before the orders are sent. An upload counts as a call within the vendor's limits.
 * It orders nothing, so after a failure that may pass it is repeated: {@value #MAX_ATTEMPTS} attempts for each file, 1
 * and 2 seconds apart, or as far apart as the vendor demands, up to 1 minute. Thread-safe.
 */
@Singleton
final class MediaUploads {

    static final int MAX_ATTEMPTS = 3;

    private static final SafeLog LOG = SafeLog.of(MediaUploads.class);

    private final Scheduler scheduler;

    @Inject
    MediaUploads(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Runs {@code work}, which uploads files and so blocks, on a worker thread. */
    void execute(Runnable work) {
        scheduler.execute(work);
    }

    /** Returns the request with the URLs of its uploaded files, or the failure of the first upload that failed. */
    Either<VideoFailure, PreparedRequest> upload(PreparedRequest prepared, RequestDispatcher dispatcher) {
        ResolvedRequest request = prepared.request();
        if (request.files().isEmpty()) {
            return Either.right(prepared);
        }
        MediaUploader uploader = prepared.provider().uploader().orElseThrow();
        for (Map.Entry<Field<?>, MediaFile> file : prepared.request().files().entrySet()) {
            Either<VideoFailure, URI> url = repeated(uploader, file.getValue(), dispatcher);
            if (url.isLeft()) {
                return Either.left(failed(prepared, file.getValue(), url.getLeft()));
            }
            request = request.withUploaded(file.getKey(), url.get());
        }
        return Either.right(new PreparedRequest(prepared.provider(), request));
    }

    private Either<VideoFailure, URI> repeated(MediaUploader uploader, MediaFile file, RequestDispatcher dispatcher) {
        try {
            for (int attempt = 1; ; attempt++) {
                Either<VideoFailure, URI> result = dispatcher.call(() -> uploader.upload(file));
                if (result.isRight() || attempt == MAX_ATTEMPTS || !mayPass(result.getLeft())) {
                    return result;
                }
                LOG.info(
                        "upload {} of {} failed: {}",
                        attempt,
                        file,
                        result.getLeft().kind());
                pause(attempt, result.getLeft());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Either.left(VideoFailure.of(FailureKind.INTERRUPTED, "interrupted"));
        } catch (RejectedExecutionException e) {
            return Either.left(VideoFailure.of(FailureKind.INTERRUPTED, "the client was closed"));
        } catch (RuntimeException e) { // from waiting: an upload does not throw
            return Either.left(
                    VideoFailure.of(FailureKind.UPLOAD_FAILED, "the scheduler failed with " + ExceptionName.of(e)));
        }
    }

    private static boolean mayPass(VideoFailure failure) {
        return failure.retryability() == Retryability.AFTER_DELAY
                && failure.retryAfter()
                        .map(wait -> wait.compareTo(RequestDispatcher.MAX_CALL_WAIT) <= 0)
                        .orElse(true);
    }

    /** Waits for the next attempt. After a rate limit the dispatcher waits already. */
    private void pause(int attempt, VideoFailure failure) throws InterruptedException {
        if (failure.kind() != FailureKind.RATE_LIMITED && failure.retryAfter().isEmpty()) {
            scheduler.sleep(Duration.ofSeconds(attempt));
        }
    }

    private static VideoFailure failed(PreparedRequest prepared, MediaFile file, VideoFailure failure) {
        return VideoFailure.builder()
                .from(failure.masked(SecretMask.of(List.of(), prepared.request().content())::apply))
                .message("the upload of the local file for '" + file.field() + "' to "
                        + prepared.provider().id() + " failed; nothing was ordered, nothing was billed: "
                        + failure.message())
                .build();
    }
}
