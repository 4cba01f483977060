package io.github.reel4j.provider.feign;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.provider.feign.Download.Wanted;
import io.vavr.control.Either;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Fetches results without credentials, as no document says that a link needs any. Thread-safe. */
final class KeylessDownloader implements VideoDownloader, AutoCloseable {

    private final boolean allowLocal;
    private @Nullable KeylessFetch fetch;
    private boolean closed;

    /** @param allowLocal whether this machine is allowed, also by plain http; only where the vendor itself is on it */
    KeylessDownloader(boolean allowLocal) {
        this.allowLocal = allowLocal;
    }

    /** Made when it is first asked for, which listing models need not. */
    private synchronized KeylessFetch fetch() {
        KeylessFetch made = fetch;
        if (made == null) {
            made = new KeylessFetch(new AddressGuard(allowLocal), FetchLimits.DEFAULT);
            fetch = made;
            if (closed) {
                made.close();
            }
        }
        return made;
    }

    @Override
    public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
        try {
            fetch().fetch(new Wanted(
                    video.task().toString(), video.url().toString(), new TargetFile(target), video.size()));
            return Either.right(target);
        } catch (DownloadException e) {
            return Either.left(VideoFailure.builder()
                    .kind(kind(e.reason()))
                    .message("the video is made, but was not fetched: " + e.getMessage() + "."
                            + advice(e.reason(), video))
                    .task(video.task())
                    .build());
        }
    }

    /** Ends what is under way; what has arrived is kept. */
    @Override
    public synchronized void close() {
        closed = true;
        if (fetch != null) {
            fetch.close();
        }
    }

    private static FailureKind kind(DownloadException.Reason reason) {
        return switch (reason) {
            case REFUSED_ADDRESS -> FailureKind.REFUSED_ADDRESS;
            case EXPIRED -> FailureKind.LINK_EXPIRED;
            case INTERRUPTED -> FailureKind.INTERRUPTED;
            default -> FailureKind.DOWNLOAD_FAILED;
        };
    }

    private static String advice(DownloadException.Reason reason, GeneratedVideo video) {
        return switch (reason) {
            case REFUSED_ADDRESS -> "";
            case EXPIRED -> " Its link may have expired; a fresh one is asked for by: reel resume " + video.task();
            case TARGET, NO_SPACE, IO -> " Choose another place, then: reel resume " + video.task() + " -o FILE";
            default -> " Try again: reel resume " + video.task();
        };
    }
}
