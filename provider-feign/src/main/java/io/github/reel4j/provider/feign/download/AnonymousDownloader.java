package io.github.reel4j.provider.feign.download;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.DownloadListener;
import io.github.reel4j.port.VideoDownloader;
import io.github.reel4j.provider.feign.download.Download.DownloadRequest;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.CallDeadline;
import io.github.reel4j.provider.feign.http.ConnectionOptions;
import io.vavr.Lazy;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Downloads results to new files or channels without credentials, because no vendor's document says that a link needs
 * any. It holds no key, so it cannot send one to the host of a result.
 *
 * <p>The target file appears complete or not at all. What an interrupted download has received stays beside the target
 * as a hidden {@code .part} file if the host identified the version of the file, and the next download of the same
 * result continues it; otherwise nothing is left behind. Thread-safe.
 */
public final class AnonymousDownloader implements VideoDownloader, AutoCloseable {

    private final Lazy<DownloadClient> client;
    private final DownloadLimits limits;

    /**
     * Creates a downloader with the default limits.
     *
     * @param allowLocal whether loopback addresses are allowed, also over plain http; only for a vendor on this machine
     * @param dns who resolves names behind a proxy
     */
    public AnonymousDownloader(boolean allowLocal, DownloadDnsMode dns, ConnectionOptions options) {
        this(() -> new AddressGuard(allowLocal), DownloadLimits.DEFAULT, dns, options);
    }

    /** Creates a downloader with its own limits and {@link ConnectionOptions#DEFAULT}. */
    public AnonymousDownloader(AddressGuard guard, DownloadLimits limits) {
        this(guard, limits, DownloadDnsMode.LOCAL, ConnectionOptions.DEFAULT);
    }

    /** Creates a downloader with its own limits. */
    public AnonymousDownloader(
            AddressGuard guard, DownloadLimits limits, DownloadDnsMode dns, ConnectionOptions options) {
        this(() -> guard, limits, dns, options);
    }

    private AnonymousDownloader(
            Supplier<AddressGuard> guard, DownloadLimits limits, DownloadDnsMode dns, ConnectionOptions options) {
        this.limits = limits;
        client = Lazy.of(() -> new DownloadClient(guard.get(), limits, dns, options));
    }

    @Override
    public Either<VideoFailure, Path> download(GeneratedVideo video, Path target) {
        return download(video, target, DownloadListener.NONE);
    }

    @Override
    public Either<VideoFailure, Path> download(GeneratedVideo video, Path target, DownloadListener listener) {
        return download(video, new TargetFile(target), listener).map(size -> target);
    }

    @Override
    public Either<VideoFailure, Long> download(
            GeneratedVideo video, WritableByteChannel target, DownloadListener listener) {
        return download(video, new TargetChannel(target), listener);
    }

    private Either<VideoFailure, Long> download(
            GeneratedVideo video, DownloadDestination target, DownloadListener listener) {
        try {
            return Either.right(transfer(new DownloadRequest(
                    video.task().toString(), video.url().toString(), target, video.size(), listener)));
        } catch (DownloadException e) {
            String advice = target instanceof TargetChannel && e.reason() != Reason.TOO_LARGE
                    ? " The video is still at the vendor. Download it again to a new channel."
                    : advice(e.reason(), video);
            return Either.left(VideoFailure.builder()
                    .kind(kind(e.reason()))
                    .message("the video is ready, but was not downloaded: " + e.getMessage() + "." + advice)
                    .task(video.task())
                    .build());
        }
    }

    /** Downloads a file and returns its size in bytes. */
    public long transfer(DownloadRequest request) throws DownloadException {
        request.target().check();
        try (Download download = new Download(client.get(), limits, request)) {
            return download.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadException(Reason.INTERRUPTED, "the download was interrupted", e);
        }
    }

    /**
     * Returns a small document. The link is checked like that of a download.
     *
     * @param maxBytes the maximum size of the document
     * @param timeout the time for everything
     * @return the document; or a failure of kind {@code UNAVAILABLE} or {@code INTERRUPTED}
     */
    public Either<VideoFailure, byte[]> fetch(String link, int maxBytes, Duration timeout) {
        try (DownloadResponse response = client.get().open(link, Map.of(), CallDeadline.after(timeout))) {
            byte[] content = new byte[maxBytes + 1];
            int size = 0;
            while (size <= maxBytes) {
                byte[] part = new byte[maxBytes + 1 - size];
                int read = response.read(part, size);
                if (read < 0) {
                    return Either.right(Arrays.copyOf(content, size));
                }
                System.arraycopy(part, 0, content, size, read);
                size += read;
            }
            return Either.left(
                    VideoFailure.of(FailureKind.UNAVAILABLE, "the document from " + response.host() + " is too large"));
        } catch (DownloadException e) {
            return Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Either.left(VideoFailure.of(
                    FailureKind.INTERRUPTED,
                    "the thread was interrupted while it fetched the document from " + hostOf(link)));
        }
    }

    private static String hostOf(String link) {
        try {
            return String.valueOf(URI.create(link).getHost());
        } catch (IllegalArgumentException e) {
            return "an invalid URL";
        }
    }

    /** Ends all downloads in progress, which keep what has arrived, and prevents new ones. */
    @Override
    public void close() {
        client.get().close();
    }

    private static FailureKind kind(Reason reason) {
        return switch (reason) {
            case BLOCKED_ADDRESS -> FailureKind.REFUSED_ADDRESS;
            case EXPIRED -> FailureKind.LINK_EXPIRED;
            case INTERRUPTED -> FailureKind.INTERRUPTED;
            default -> FailureKind.DOWNLOAD_FAILED;
        };
    }

    private static String advice(Reason reason, GeneratedVideo video) {
        return switch (reason) {
            case BLOCKED_ADDRESS ->
                " reel4j does not open such links, because they may lead into a private network."
                        + " Report the link to the vendor; a new one may come with: reel resume " + video.task();
            case EXPIRED -> " The link may have expired. Get a new one with: reel resume " + video.task();
            case TOO_LARGE ->
                " The limit cannot be changed, so another attempt fails too. Download the video from its URL"
                        + " (GeneratedVideo.url) with another program.";
            case TARGET, NO_SPACE, IO -> " Choose another file, then run: reel resume " + video.task() + " -o FILE";
            default -> " Try again with: reel resume " + video.task();
        };
    }
}
