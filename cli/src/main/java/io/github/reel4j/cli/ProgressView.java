package io.github.reel4j.cli;

import io.github.reel4j.DownloadProgress;
import io.github.reel4j.Progress;

/** Shows the progress of a task. Implementations are thread-safe. */
interface ProgressView extends AutoCloseable {

    /** Called after each poll. */
    void onProgress(Progress progress);

    /** Called while the video is downloaded, at most 10 times per second. */
    void onDownload(DownloadProgress progress);

    /** Stops showing. */
    @Override
    void close();

    /**
     * Returns the view that suits the terminal.
     *
     * @param typicalTime the typical duration as text; may be empty
     */
    static ProgressView on(TerminalStreams terminal, String typicalTime) {
        return terminal.capabilities().live() ? new AnsiProgress(terminal, typicalTime) : new PlainProgress(terminal);
    }
}
