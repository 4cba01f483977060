package io.github.reel4j.provider.feign.download;

import io.github.reel4j.provider.feign.download.Download.DownloadRequest;
import io.github.reel4j.provider.feign.download.DownloadException.Reason;

/**
 * Downloads results to new files. Knows no key, so it cannot send one to the foreign host a result lies on.
 *
 * <p>A file appears under its name whole, or not at all. What broke off stays beside it as a hidden {@code .part} if the host told
 * the version of its file, and the next download of the same goes on with it; otherwise nothing is left behind. Safe for use by many
 * threads.
 */
public final class AnonymousTransfer implements AutoCloseable {

    private final DownloadClient client;
    private final DownloadLimits limits;

    public AnonymousTransfer(AddressGuard guard, DownloadLimits limits) {
        this.client = new DownloadClient(guard, limits);
        this.limits = limits;
    }

    /** Answers with the size in bytes. */
    public long run(DownloadRequest request) throws DownloadException {
        request.target().check();
        try (Download download = new Download(client, limits, request)) {
            return download.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadException(Reason.INTERRUPTED, "the download was interrupted", e);
        }
    }

    /** Ends all downloads under way, which keep what has arrived, and lets none begin. */
    @Override
    public void close() {
        client.close();
    }
}
