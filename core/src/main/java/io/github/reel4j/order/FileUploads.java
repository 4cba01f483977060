package io.github.reel4j.order;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.MediaFile;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.Retryability;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.order.RequestPlanner.PreparedRequest;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.redaction.SecretMask;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The uploads of the local files of one order, one after another. Decides which upload is next, whether a failed one is
 * repeated, and what the order is after the last one; {@link MediaUploads} decides when and on which thread they run.
 * Used by one thread at a time.
 */
final class FileUploads {

    static final int MAX_ATTEMPTS = 3;

    private static final SafeLog LOG = SafeLog.of(FileUploads.class);

    private final PreparedRequest prepared;
    private final Deque<Map.Entry<Field<?>, MediaFile>> remaining;
    private ResolvedRequest request;
    private int attempts; // for the first of the remaining files
    private boolean sent; // whether the current attempt called the uploader
    private Optional<VideoFailure> failure = Optional.empty();

    FileUploads(PreparedRequest prepared) {
        this.prepared = prepared;
        this.request = prepared.request();
        this.remaining = new ArrayDeque<>(request.files().entrySet());
    }

    /**
     * Returns the request with the URLs of its uploaded files, or the failure of the first upload that failed; empty if
     * there is another upload to make.
     */
    Optional<Either<VideoFailure, PreparedRequest>> end() {
        if (failure.isPresent()) {
            return Optional.of(Either.left(failure.get()));
        }
        return remaining.isEmpty()
                ? Optional.of(Either.right(new PreparedRequest(prepared.provider(), request)))
                : Optional.empty();
    }

    /** Makes the next upload. */
    Either<VideoFailure, URI> send() {
        MediaUploader uploader = prepared.provider().uploader().orElseThrow();
        sent = true;
        return uploader.upload(remaining.element().getValue(), request.model());
    }

    /**
     * Records the result of {@link #send}, or the failure of an order that got no permit for it.
     *
     * @return the pause before the next upload. After a rate limit the dispatcher waits already
     */
    Duration onResult(Either<VideoFailure, URI> result) {
        boolean uploaderCalled = sent;
        sent = false;
        if (result.isRight()) {
            request = request.withUploaded(remaining.remove().getKey(), result.get());
            attempts = 0;
            return Duration.ZERO;
        }
        VideoFailure problem = result.getLeft();
        attempts++;
        if (!uploaderCalled) {
            failure = Optional.of(problem);
        } else if (attempts == MAX_ATTEMPTS || !mayPass(problem)) {
            fail(problem);
        } else {
            LOG.info("upload {} of {} failed: {}", attempts, remaining.element().getValue(), problem.kind());
            return problem.kind() == FailureKind.RATE_LIMITED
                            || problem.retryAfter().isPresent()
                    ? Duration.ZERO
                    : Duration.ofSeconds(attempts);
        }
        return Duration.ZERO;
    }

    /** Ends the uploads, because of {@code problem} with the next one. */
    void fail(VideoFailure problem) {
        MediaFile file = remaining.element().getValue();
        failure = Optional.of(VideoFailure.builder()
                .from(problem.masked(SecretMask.of(List.of(), prepared.request().content())::apply))
                .message("the upload of the local file for '" + file.field() + "' to "
                        + prepared.provider().id() + " failed: " + problem.message()
                        + "\n  Nothing was ordered, nothing was billed.")
                .build());
    }

    private static boolean mayPass(VideoFailure failure) {
        return failure.retryability() == Retryability.AFTER_DELAY
                && failure.retryAfter()
                        .map(wait -> wait.compareTo(RequestDispatcher.MAX_PAUSE) <= 0)
                        .orElse(true);
    }
}
