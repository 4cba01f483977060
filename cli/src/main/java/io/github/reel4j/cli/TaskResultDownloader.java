package io.github.reel4j.cli;

import io.github.reel4j.VideoTask;
import io.github.reel4j.model.GeneratedVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waits for a task and downloads its video, or its videos if the vendor returns several. */
final class TaskResultDownloader {

    private final CliContext context;
    private final OutputFile output;
    private final Duration timeout;

    TaskResultDownloader(CliContext context, OutputFile output, Duration timeout) {
        this.context = context;
        this.output = output;
        this.timeout = timeout;
    }

    /**
     * Waits for the task, downloads its videos, and reports the files.
     *
     * @param printFile whether to print the names of the files on stdout, one on each line
     * @return the exit code
     */
    int deliver(VideoTask task, String typicalTime, boolean printFile) {
        TerminalStreams terminal = context.terminal();
        long startedAt = System.nanoTime();
        GeneratedVideo video;
        List<Path> files;
        try (ProgressView view = ProgressView.on(terminal, typicalTime)) {
            video = task.onProgress(view::onProgress)
                    .onDownload(view::onDownload)
                    .await(timeout);
            JsonFields.video(context.report(), video);
            files = download(task);
        }
        context.shutdown().finish();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        Path file = files.get(0);
        long bytes = size(file);
        context.report()
                .put("file", file.toString())
                .put("bytes", bytes)
                .put("elapsed_seconds", DurationAndSizeFormat.seconds(elapsed))
                .put("state", "downloaded");
        if (files.size() > 1) {
            context.report().put("files", files.stream().map(Path::toString).toList());
        }
        List<GeneratedVideo> videos = video.withOthers();
        for (int i = 0; i < files.size(); i++) {
            GeneratedVideo each = i < videos.size() ? videos.get(i) : video;
            new OrderView(terminal).done(files.get(i), elapsed, each, size(files.get(i)));
            if (printFile) {
                terminal.data(files.get(i).toString());
            }
        }
        return ExitCodes.OK;
    }

    /** Downloads to temporary files, renames each when it is complete, and returns the new names, at least 1. */
    List<Path> download(VideoTask task) {
        List<Path> files = new ArrayList<>();
        return task.downloadAll(output.partial(), partial -> {
            Path file = output.publish(partial, task.ref());
            Path target = output.target(task.ref());
            if (files.isEmpty() && !file.equals(target)) {
                context.terminal().warn(target + " exists; the video is saved as " + file + ".");
            }
            files.add(file);
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
