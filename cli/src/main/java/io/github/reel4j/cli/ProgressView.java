package io.github.reel4j.cli;

import io.github.reel4j.Progress;

/** Shows that a task is being waited for. Implementations are thread-safe. */
interface ProgressView extends AutoCloseable {

    /** Takes in what a poll saw. */
    void onProgress(Progress progress);

    /** Stops showing. */
    @Override
    void close();

    /**
     * The view that suits the terminal.
     *
     * @param typicalTime how long it usually takes, may be empty
     */
    static ProgressView on(Terminal terminal, String typicalTime) {
        return terminal.capabilities().live() ? new AnsiProgress(terminal, typicalTime) : new PlainProgress(terminal);
    }
}
