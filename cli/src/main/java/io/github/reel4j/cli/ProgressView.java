package io.github.reel4j.cli;

import io.github.reel4j.Progress;

/** Shows that a task is being waited for. Implementations are thread-safe. */
interface ProgressView extends AutoCloseable {

    /** Takes in what a poll saw. */
    void seen(Progress progress);

    /** Stops showing. */
    @Override
    void close();

    /**
     * The view that suits the terminal.
     *
     * @param usually how long it usually takes, may be empty
     */
    static ProgressView on(Terminal terminal, String usually) {
        return terminal.abilities().live() ? new LiveProgress(terminal, usually) : new PlainProgress(terminal);
    }
}
