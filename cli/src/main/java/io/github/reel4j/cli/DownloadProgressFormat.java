package io.github.reel4j.cli;

import io.github.reel4j.DownloadProgress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Formats the progress of downloads with the average rate since their first bytes. Not thread-safe. */
final class DownloadProgressFormat {

    private @Nullable DownloadProgress first;

    /** Returns for example {@code downloading 1.2 MB of 3.2 MB, 1.1 MB/s}. */
    String describe(DownloadProgress progress) {
        DownloadProgress start = first;
        if (start == null || progress.bytesReceived() < start.bytesReceived()) { // a new download, or a new start
            start = progress;
            first = progress;
        }
        String total = progress.bytesTotal().isPresent()
                ? " of " + DurationAndSizeFormat.size(progress.bytesTotal().getAsLong())
                : "";
        Duration time = progress.elapsed().minus(start.elapsed());
        String rate = time.toMillis() > 0
                ? ", "
                        + DurationAndSizeFormat.size(
                                (progress.bytesReceived() - start.bytesReceived()) * 1000 / time.toMillis())
                        + "/s"
                : "";
        return "downloading " + DurationAndSizeFormat.size(progress.bytesReceived()) + total + rate;
    }
}
