package io.github.reel4j.cli;

import io.github.reel4j.DownloadProgress;
import io.github.reel4j.Progress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Progress as one line that is redrawn 10 times per second, with a spinner. */
final class AnsiProgress implements ProgressView {

    private static final String SPINNER_UNICODE = "\u280b\u2819\u2839\u2838\u283c\u2834\u2826\u2827\u2807\u280f";
    private static final String SPINNER_ASCII = "|/-\\";
    private static final long FRAME_MILLIS = 100;

    private final TerminalStreams terminal;
    private final String typicalTime;
    private final String frames;
    private final long startedAt = System.nanoTime();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "reel-progress");
        thread.setDaemon(true);
        return thread;
    });
    private final DownloadProgressFormat rate = new DownloadProgressFormat();
    private String status = "waiting";
    private int frame;
    private boolean closed;

    AnsiProgress(TerminalStreams terminal, String typicalTime) {
        this.terminal = terminal;
        this.typicalTime = typicalTime;
        this.frames = terminal.symbol(SPINNER_UNICODE, SPINNER_ASCII);
        var unused = ticker.scheduleAtFixedRate(this::tick, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void onProgress(Progress progress) {
        status = ProgressView.describe(progress.status());
    }

    @Override
    public synchronized void onDownload(DownloadProgress progress) {
        status = rate.describe(progress);
    }

    @Override
    public synchronized void close() {
        closed = true;
        ticker.shutdownNow();
        terminal.erase();
    }

    private synchronized void tick() {
        if (!closed) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
            terminal.draw(line(frames.charAt(frame++ % frames.length()), status, elapsed, typicalTime));
        }
    }

    static String line(char frame, String status, Duration elapsed, String typicalTime) {
        return "  " + frame + " " + status + "   " + DurationAndSizeFormat.clock(elapsed)
                + (typicalTime.isEmpty() ? "" : "   " + typicalTime);
    }
}
