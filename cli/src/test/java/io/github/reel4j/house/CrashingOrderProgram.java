package io.github.reel4j.house;

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
 * A program that orders one video after another, and that can be made to die at a point of an order's life. Its arguments: where to
 * die, the journal, the folder of videos, the first number and how many.
 */
public final class CrashingOrderProgram {

    static final int DIED = 77;

    private CrashingOrderProgram() {}

    public static void main(String[] args) {
        String point = args[0];
        Path folder = Path.of(args[2]);
        try (VideoClient client = VideoClient.builder()
                .provider("pixazo")
                .pollInterval(Duration.ofMillis(2), Duration.ofMillis(2))
                .journal(new DyingJournal(point, FileJournal.at(Path.of(args[1]))))
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
        task.onProgress(seen -> dieAt("polling", point));
        Path partial = folder.resolve("." + number + ".part");
        task.download(partial, file -> {
            dieAt("downloaded", point);
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

    static void dieAt(String here, String point) {
        if (here.equals(point)) {
            Runtime.getRuntime().halt(DIED);
        }
    }

    /** Dies before or after a kind of record is written. */
    private record DyingJournal(String point, OrderJournal journal) implements OrderJournal {

        @Override
        public Either<VideoFailure, OrderEvent> append(OrderEvent entry) {
            String kind = entry.getClass().getSimpleName();
            dieAt("before " + kind, point);
            Either<VideoFailure, OrderEvent> result = journal.append(entry);
            dieAt("after " + kind, point);
            return result;
        }
    }

    /** All points, in the order of an order's life, that the program itself can find; the others are the vendor's. */
    static List<String> points() {
        return List.of(
                "before Intended",
                "after Intended",
                "before Answered",
                "after Answered",
                "polling",
                "before Ended",
                "after Ended",
                "downloaded",
                "before Delivered",
                "after Delivered");
    }
}
