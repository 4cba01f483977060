package io.github.reel4j.project;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TextToVideoRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A program whose threads all order the same keys, each in an order of its own. Prints a line for each result.
 * Arguments: the journal, the number of keys, the number of threads, and a seed.
 */
public final class KeyedOrderProgram {

    private KeyedOrderProgram() {}

    public static void main(String[] args) throws InterruptedException {
        int keys = Integer.parseInt(args[1]);
        int threads = Integer.parseInt(args[2]);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try (VideoClient client = VideoClient.builder()
                .provider("pixazo")
                .journal(FileJournal.at(Path.of(args[0])))
                .build()) {
            for (int thread = 0; thread < threads; thread++) {
                List<Integer> numbers =
                        IntStream.range(0, keys).boxed().collect(Collectors.toCollection(ArrayList::new));
                Collections.shuffle(numbers, new Random(Long.parseLong(args[3]) + thread));
                workers.execute(() -> numbers.forEach(number -> order(client, number)));
            }
            workers.shutdown();
            workers.awaitTermination(1, TimeUnit.DAYS);
        }
    }

    private static void order(VideoClient client, int number) {
        String result;
        try {
            result = client.submit(
                            TextToVideoRequest.builder()
                                    .prompt("order " + number)
                                    .resolution(Resolution.P480)
                                    .build(),
                            OrderKey.of("key-" + number))
                    .ref()
                    .id();
        } catch (VideoException e) {
            result = e.kind().name();
        }
        System.out.print(number + " " + result + "\n"); // 1 write, so that a kill cannot cut it
        System.out.flush();
    }
}
