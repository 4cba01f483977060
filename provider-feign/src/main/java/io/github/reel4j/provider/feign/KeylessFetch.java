package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.Download.Wanted;
import io.github.reel4j.provider.feign.DownloadException.Reason;

/**
 * Downloads results to new files. Knows no key, so it cannot send one to the foreign host a result lies on.
 *
 * <p>A file appears under its name whole, or not at all. What broke off stays beside it as a hidden {@code .part} if the host told
 * the version of its file, and the next download of the same goes on with it; otherwise nothing is left behind. Safe for use by many
 * threads.
 */
final class KeylessFetch implements AutoCloseable {

    private final ResultHost results;
    private final FetchLimits limits;

    KeylessFetch(AddressGuard guard, FetchLimits limits) {
        this.results = new ResultHost(guard, limits);
        this.limits = limits;
    }

    /** Answers with the size in bytes. */
    long fetch(Wanted wanted) throws DownloadException {
        wanted.target().check();
        try (Download download = new Download(results, limits, wanted)) {
            return download.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadException(Reason.INTERRUPTED, "the download was interrupted", e);
        }
    }

    /** Ends all downloads under way, which keep what has arrived, and lets none begin. */
    @Override
    public void close() {
        results.close();
    }
}
