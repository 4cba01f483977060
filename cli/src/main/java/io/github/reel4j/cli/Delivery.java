package io.github.reel4j.cli;

import io.github.reel4j.Generation;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Waits for a task and brings its video home. */
final class Delivery {

    private final Session session;
    private final OutputFile output;
    private final Duration timeout;

    Delivery(Session session, OutputFile output, Duration timeout) {
        this.session = session;
        this.output = output;
        this.timeout = timeout;
    }

    /** @param tell whether to print the file's name as data */
    int deliver(Generation generation, String usually, boolean tell) {
        Terminal terminal = session.terminal();
        long startedAt = System.nanoTime();
        GeneratedVideo video;
        Path file;
        try (ProgressView view = ProgressView.on(terminal, usually)) {
            video = generation.onProgress(view::seen).await(timeout);
            Facts.video(session.report(), video);
            file = fetch(generation);
        }
        session.interruption().over();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        long bytes = size(file);
        session.report()
                .put("file", file.toString())
                .put("bytes", bytes)
                .put("elapsed_seconds", Figures.seconds(elapsed))
                .put("state", "succeeded");
        new OrderView(terminal).done(file, elapsed, video, bytes);
        if (tell) {
            terminal.data(file.toString());
        }
        return ExitCodes.OK;
    }

    /** What is paid for is here once it has its name. */
    Path fetch(Generation generation) {
        TaskRef task = generation.task();
        return generation.download(output.partial(), partial -> {
            Path file = output.publish(partial, task);
            Path target = output.target(task);
            if (!file.equals(target)) {
                session.terminal().warn(target + " was there already; the video is saved as " + file + ".");
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
