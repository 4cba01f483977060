package io.github.reel4j.cli;

import io.github.reel4j.VideoTask;
import io.github.reel4j.model.GeneratedVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Waits for a task and downloads its video. */
final class FinishedVideoDownloader {

    private final CliContext context;
    private final OutputFile output;
    private final Duration timeout;

    FinishedVideoDownloader(CliContext context, OutputFile output, Duration timeout) {
        this.context = context;
        this.output = output;
        this.timeout = timeout;
    }

    /**
     * Waits for the task, downloads its video, and reports the file.
     *
     * @param printFile whether to print the file name on stdout
     * @return the exit code
     */
    int deliver(VideoTask task, String typicalTime, boolean printFile) {
        TerminalStreams terminal = context.terminal();
        long startedAt = System.nanoTime();
        GeneratedVideo video;
        Path file;
        try (ProgressView view = ProgressView.on(terminal, typicalTime)) {
            video = task.onProgress(view::onProgress)
                    .onDownload(view::onDownload)
                    .await(timeout);
            JsonFields.video(context.report(), video);
            file = download(task);
        }
        context.shutdown().finish();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        long bytes = size(file);
        context.report()
                .put("file", file.toString())
                .put("bytes", bytes)
                .put("elapsed_seconds", DurationAndSizeFormat.seconds(elapsed))
                .put("state", "downloaded");
        new OrderView(terminal).done(file, elapsed, video, bytes);
        if (printFile) {
            terminal.data(file.toString());
        }
        return ExitCodes.OK;
    }

    /** Downloads to a temporary file, renames it when it is complete, and returns the new name. */
    Path download(VideoTask task) {
        return task.download(output.partial(), partial -> {
            Path file = output.publish(partial, task.ref());
            Path target = output.target(task.ref());
            if (!file.equals(target)) {
                context.terminal().warn(target + " exists; the video is saved as " + file + ".");
            }
            return file;
        });
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
