package io.github.reel4j.project;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TextToVideoRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A program that resumes the tasks of its journal and then orders videos on many threads, until it is killed or reads a
 * line. Arguments: the journal, the folder for videos, the first number, the number of orders, and orders per second.
 */
public final class SoakProgram {

    private static final int WORKERS = 64;
    /** After so many failed downloads, the next run of the program resumes the task. */
    private static final int MAX_DOWNLOADS = 5;

    private final VideoClient client;
    private final Path folder;
    private final AtomicInteger next;
    private final AtomicInteger files = new AtomicInteger();
    private final int end;
    private final long interval;
    private final long startedAt = System.nanoTime();
    private final int first;

    private SoakProgram(VideoClient client, String[] args) {
        this.client = client;
        this.folder = Path.of(args[1]);
        this.first = Integer.parseInt(args[2]);
        this.next = new AtomicInteger(first);
        this.end = first + Integer.parseInt(args[3]);
        this.interval = TimeUnit.SECONDS.toNanos(1) / Integer.parseInt(args[4]);
    }

    public static void main(String[] args) throws Exception {
        print("begins " + usage());
        FileJournal journal = FileJournal.at(Path.of(args[0]));
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        VideoClient client = VideoClient.builder()
                .provider("pixazo")
                .pollInterval(Duration.ofMillis(500), Duration.ofSeconds(1))
                .journal(journal)
                .build();
        SoakProgram orders = new SoakProgram(client, args);
        List<TaskRef> unfinished = journal.readAll().get().orders().stream()
                .filter(order -> order.state().isUnfinished())
                .map(OrderSummary::task)
                .flatMap(Optional::stream)
                .toList();
        unfinished.forEach(task -> workers.execute(() -> orders.download(client.resume(task))));
        for (int i = 0; i < WORKERS; i++) {
            workers.execute(orders::work);
        }
        workers.shutdown();
        while (System.in.available() == 0 && !workers.awaitTermination(1, TimeUnit.SECONDS)) {
            print("runs " + usage());
        }
        workers.shutdownNow();
        client.close();
        workers.awaitTermination(30, TimeUnit.SECONDS);
        for (Thread thread : threads()) { // interrupted threads end soon
            thread.join(TimeUnit.SECONDS.toMillis(10));
        }
        print("ends " + usage());
    }

    /** Returns the threads of reel4j, without the carrier threads of the JVM. */
    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("reel4j-"))
                .toList();
    }

    private void work() {
        for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
            try {
                TimeUnit.NANOSECONDS.sleep(Math.max(0, startedAt + interval * (number - first) - System.nanoTime()));
                print("orders " + number);
                download(client.submit(TextToVideoRequest.builder()
                        .prompt("order " + number)
                        .resolution(Resolution.P480)
                        .build()));
            } catch (VideoException e) {
                print("fails " + e.failure().kind() + " " + number);
            } catch (InterruptedException e) {
                return;
            }
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private void download(VideoTask task) {
        for (int time = 0; time < MAX_DOWNLOADS; time++) {
            try {
                String name = ProcessHandle.current().pid() + "-" + files.getAndIncrement() + ".mp4";
                Files.delete(task.download(folder.resolve(name)));
                return;
            } catch (VideoException e) {
                print("fails " + e.failure().kind() + " " + task.ref());
                if (e.failure().kind() != FailureKind.DOWNLOAD_FAILED) {
                    return;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Prints a line with a single write, so that a kill cannot cut it. */
    private static void print(String line) {
        System.out.print(line + "\n");
        System.out.flush();
    }

    /** Returns the live heap in KiB, the number of reel4j threads and the number of open files. */
    private static String usage() throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
        return heap + " " + threads().size() + " " + openFiles();
    }

    /** Counts open files except jars, which the JVM opens when it loads classes. */
    private static long openFiles() throws IOException {
        Path files = Path.of("/proc/self/fd");
        if (!Files.exists(files)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(files)) {
            return all.filter(file -> !target(file).endsWith(".jar")).count();
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "closed in the meantime";
        }
    }
}
