package io.github.reel4j.cli;

import io.github.reel4j.Progress;

/** Progress as one line for each change of the status, for logs. */
final class PlainProgress implements ProgressView {

    private final StandardStreams terminal;
    private String last = "";

    PlainProgress(StandardStreams terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        String status = progress.status().id();
        if (!status.equals(last)) {
            last = status;
            terminal.note("  " + status + "   " + DurationAndSizeFormat.clock(progress.elapsed()));
        }
    }

    @Override
    public void close() {}
}
