package io.github.reel4j.cli;

import io.github.reel4j.DownloadProgress;
import io.github.reel4j.Progress;
import java.time.Duration;

/**
 * Progress for logs: one line for each change of the status or of the place in the vendor's queue, and for each 10
 * seconds of a download.
 */
final class PlainProgress implements ProgressView {

    private final TerminalStreams terminal;
    private static final Duration DOWNLOAD_INTERVAL = Duration.ofSeconds(10);

    private final DownloadProgressFormat rate = new DownloadProgressFormat();
    private String last = "";
    private Duration nextDownload = DOWNLOAD_INTERVAL;
    private boolean closed;

    PlainProgress(TerminalStreams terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        String status = ProgressView.describe(progress.status());
        if (!status.equals(last)) {
            last = status;
            terminal.note("  " + status + "   " + DurationAndSizeFormat.clock(progress.elapsed()));
        }
    }

    @Override
    public synchronized void onDownload(DownloadProgress progress) {
        String line = rate.describe(progress);
        if (!closed && progress.elapsed().compareTo(nextDownload) >= 0) {
            nextDownload = progress.elapsed().plus(DOWNLOAD_INTERVAL);
            terminal.note("  " + line + "   " + DurationAndSizeFormat.clock(progress.elapsed()));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
