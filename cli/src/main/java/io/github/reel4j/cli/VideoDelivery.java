package io.github.reel4j.cli;

import io.github.reel4j.VideoTask;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Waits for a task and brings its video home. */
final class VideoDelivery {

    private final CliContext context;
    private final OutputFile output;
    private final Duration timeout;

    VideoDelivery(CliContext context, OutputFile output, Duration timeout) {
        this.context = context;
        this.output = output;
        this.timeout = timeout;
    }

    /** @param tell whether to print the file's name as data */
    int deliver(VideoTask task, String typicalTime, boolean tell) {
        Terminal terminal = context.terminal();
        long startedAt = System.nanoTime();
        GeneratedVideo video;
        Path file;
        try (ProgressView view = ProgressView.on(terminal, typicalTime)) {
            video = task.onProgress(view::onProgress).await(timeout);
            JsonFields.video(context.report(), video);
            file = fetch(task);
        }
        context.shutdown().finish();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        long bytes = size(file);
        context.report()
                .put("file", file.toString())
                .put("bytes", bytes)
                .put("elapsed_seconds", Formats.seconds(elapsed))
                .put("state", "succeeded");
        new OrderView(terminal).done(file, elapsed, video, bytes);
        if (tell) {
            terminal.data(file.toString());
        }
        return ExitCodes.OK;
    }

    /** What is paid for is here once it has its name. */
    Path fetch(VideoTask generation) {
        TaskRef task = generation.ref();
        return generation.download(output.partial(), partial -> {
            Path file = output.publish(partial, task);
            Path target = output.target(task);
            if (!file.equals(target)) {
                context.terminal().warn(target + " was there already; the video is saved as " + file + ".");
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
