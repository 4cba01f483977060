package io.github.reel4j.cli;

import io.github.reel4j.Progress;

/** One line for each change, for logs. */
final class PlainProgress implements ProgressView {

    private final Terminal terminal;
    private String last = "";

    PlainProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        String word = progress.status().id();
        if (!word.equals(last)) {
            last = word;
            terminal.note("  " + word + "   " + Formats.clock(progress.elapsed()));
        }
    }

    @Override
    public void close() {}
}
