package io.github.reel4j.cli;

import io.github.reel4j.DownloadProgress;
import io.github.reel4j.Progress;
import io.github.reel4j.model.TaskStatus;

/** Shows the progress of a task. Implementations are thread-safe. */
interface ProgressView extends AutoCloseable {

    /** Called after each poll. */
    void onProgress(Progress progress);

    /** Called while the video is downloaded, at most 10 times per second. */
    void onDownload(DownloadProgress progress);

    /** Returns the status as text, with the number of tasks before this one if the vendor reports it. */
    static String describe(TaskStatus status) {
        return status instanceof TaskStatus.Queued queued && queued.position().isPresent()
                ? status.id() + ", tasks before this one: " + queued.position().getAsInt()
                : status.id();
    }

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
