package io.github.reel4j.project;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoTask;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.vavr.control.Either;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A program that orders videos one after another and can halt at a given point. Arguments: the point, the journal, the
 * folder for videos, the first number, and the number of orders.
 */
public final class CrashingOrderProgram {

    static final int HALTED = 77;

    private CrashingOrderProgram() {}

    public static void main(String[] args) {
        String point = args[0];
        Path folder = Path.of(args[2]);
        try (VideoClient client = VideoClient.builder()
                .provider("pixazo")
                .pollInterval(Duration.ofMillis(2), Duration.ofMillis(2))
                .journal(new HaltingJournal(point, FileJournal.at(Path.of(args[1]))))
                .build()) {
            for (int number = Integer.parseInt(args[3]), end = number + Integer.parseInt(args[4]);
                    number < end;
                    number++) {
                order(client, point, folder, number);
            }
        }
    }

    private static void order(VideoClient client, String point, Path folder, int number) {
        VideoTask task = client.submit(TextToVideoRequest.builder()
                .prompt("order " + number)
                .resolution(Resolution.P480)
                .build());
        System.out.println(task.ref());
        task.onProgress(progress -> haltAt("polling", point));
        Path partial = folder.resolve("." + number + ".part");
        task.download(partial, file -> {
            haltAt("file complete", point);
            return moved(file, folder.resolve(number + ".mp4"));
        });
    }

    private static Path moved(Path file, Path target) {
        try {
            return Files.move(file, target);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void haltAt(String here, String point) {
        if (here.equals(point)) {
            Runtime.getRuntime().halt(HALTED);
        }
    }

    /** Halts before or after a type of event is appended. */
    private record HaltingJournal(String point, OrderJournal journal) implements OrderJournal {

        @Override
        public Either<VideoFailure, OrderEvent> append(OrderEvent event) {
            String type = event.getClass().getSimpleName();
            haltAt("before " + type, point);
            Either<VideoFailure, OrderEvent> result = journal.append(event);
            haltAt("after " + type, point);
            return result;
        }
    }

    /** Returns the points at which the program can halt, in chronological order. */
    static List<String> points() {
        return List.of(
                "before Created",
                "after Created",
                "before Submitted",
                "after Submitted",
                "polling",
                "before Completed",
                "after Completed",
                "file complete",
                "before Downloaded",
                "after Downloaded");
    }
}
