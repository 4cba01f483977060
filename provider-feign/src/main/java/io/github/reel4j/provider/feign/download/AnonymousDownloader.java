package io.github.reel4j.provider.feign.download;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.provider.feign.download.Download.DownloadRequest;
import io.vavr.control.Either;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Fetches results without credentials, as no document says that a link needs any. Thread-safe. */
public final class AnonymousDownloader implements VideoDownloader, AutoCloseable {

    private final boolean allowLocal;
    private @Nullable AnonymousTransfer transferClient;
    private boolean closed;

    /**
     * Creates a downloader.
     *
     * @param allowLocal whether this machine is allowed, also by plain http; only where the vendor itself is on it
     */
    public AnonymousDownloader(boolean allowLocal) {
        this.allowLocal = allowLocal;
    }

    /** Made when it is first asked for, which listing models need not. */
    private synchronized AnonymousTransfer transferClient() {
        AnonymousTransfer made = transferClient;
        if (made == null) {
            made = new AnonymousTransfer(new AddressGuard(allowLocal), DownloadLimits.DEFAULT);
            transferClient = made;
            if (closed) {
                made.close();
            }
        }
        return made;
    }

    @Override
    public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
        try {
            transferClient()
                    .run(new DownloadRequest(
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
        if (transferClient != null) {
            transferClient.close();
        }
    }

    private static FailureKind kind(DownloadException.Reason reason) {
        return switch (reason) {
            case BLOCKED_ADDRESS -> FailureKind.REFUSED_ADDRESS;
            case EXPIRED -> FailureKind.LINK_EXPIRED;
            case INTERRUPTED -> FailureKind.INTERRUPTED;
            default -> FailureKind.DOWNLOAD_FAILED;
        };
    }

    private static String advice(DownloadException.Reason reason, GeneratedVideo video) {
        return switch (reason) {
            case BLOCKED_ADDRESS -> "";
            case EXPIRED -> " Its link may have expired; a fresh one is asked for by: reel resume " + video.task();
            case TARGET, NO_SPACE, IO -> " Choose another place, then: reel resume " + video.task() + " -o FILE";
            default -> " Try again: reel resume " + video.task();
        };
    }
}
