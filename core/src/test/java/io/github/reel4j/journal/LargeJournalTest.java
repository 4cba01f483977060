package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.TaskRef;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A large journal is read in little memory: its open orders and the latest finished ones. */
@Timeout(300)
class LargeJournalTest {

    /** Set {@code -Dreel4j.lines=2000000} for more lines, which are read in 200 MB too. */
    private static final int LINES = Integer.getInteger("reel4j.lines", 40_000);

    @TempDir
    private Path folder;

    private Path write(List<OrderEvent> records) throws IOException {
        Path file = folder.resolve("orders.journal");
        StringBuilder text = new StringBuilder(JournalFileCheck.HEADER);
        records.forEach(each -> text.append(JournalLine.format(each)).append('\n'));
        return Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    }

    private static JournalSnapshot read(Path file, int maxOpen, int maxFinished) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return new JournalReader(maxOpen, maxFinished, 0, () -> {}).read(channel);
        }
    }

    private static boolean isFinished(OrderSummary order) {
        return switch (order.state()) {
            case UNKNOWN, RUNNING, READY -> false;
            case FAILED -> !order.failure().equals(Optional.of(FailureKind.TASK_NOT_FOUND));
            case REJECTED, DOWNLOADED -> true;
        };
    }

    @Test
    @Tag("fault-156")
    void a_large_journal_gives_open_and_latest_finished_orders() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<OrderEvent> records = new ArrayList<>(SampleEvents.any(random.nextInt(20), random));
            for (int number = 10; number < 40; number++) {
                records.addAll(random.nextInt(records.size() + 1), SampleEvents.life(number, random));
            }
            List<OrderSummary> all = new JournalSnapshot(records, List.of()).orders();
            Path file = write(records);

            assertThat(read(file, 99, 99).orders()).as("seed %d", seed).isEqualTo(all);
            List<OrderSummary> few = read(file, 99, 3).orders();
            assertThat(few)
                    .as("seed %d", seed)
                    .containsAll(all.stream().filter(each -> !isFinished(each)).toList());
            assertThat(few.stream().filter(LargeJournalTest::isFinished).count())
                    .isLessThanOrEqualTo(3);
            assertThat(read(file, 99, 3).omittedFinished())
                    .isEqualTo(all.stream().filter(LargeJournalTest::isFinished).count() - 3);
        }
    }

    /** Lists a journal and prints how long it took. */
    public static void main(String[] args) {
        long start = System.nanoTime();
        JournalSnapshot snapshot = FileJournal.at(Path.of(args[0]))
                .read()
                .getOrElseThrow(failure -> new IllegalStateException(failure.message()));
        System.out.println(snapshot.orders().size() + " orders held, " + snapshot.omittedFinished() + " more, in "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
    }

    private static void list(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx200m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeJournalTest.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        if (LINES > 200_000) {
            System.out.println(LINES + " lines, " + Files.size(file) + " bytes: " + output);
        }
    }

    @Test
    @Tag("fault-156")
    @Tag("long")
    void a_large_journal_is_listed_and_resolved_in_little_memory() throws Exception {
        Path file = folder.resolve("orders.journal");
        try (BufferedWriter text = Files.newBufferedWriter(file)) {
            text.write(JournalFileCheck.HEADER);
            for (int number = 0; number < LINES / 4; number++) {
                TaskRef task = SampleEvents.own(number, "task-" + number);
                text.write(JournalLine.format(SampleEvents.created(number)) + "\n");
                text.write(JournalLine.format(SampleEvents.accepted(number, task)) + "\n");
                text.write(JournalLine.format(SampleEvents.completed(task)) + "\n");
                text.write(JournalLine.format(SampleEvents.downloaded(task, "/v.mp4")) + "\n");
                if (number == 1) {
                    text.write(JournalLine.format(SampleEvents.created(-1)) + "\n");
                    text.write("damaged\n");
                }
            }
        }
        list(file);
        FileJournal journal = FileJournal.at(file);
        JournalSnapshot snapshot = read(file, 10, 10);

        assertThat(snapshot.events()).hasSize(41).startsWith(SampleEvents.created(-1));
        assertThat(snapshot.orders()).hasSize(11);
        assertThat(snapshot.omittedFinished()).isEqualTo(LINES / 4 - 10);
        assertThat(snapshot.omittedOpen()).isZero();
        assertThat(snapshot.corruptLines()).containsExactly(new CorruptLine(11, CorruptLine.Corruption.DAMAGED));
        assertThat(journal.read().get().orders()).hasSizeLessThan(LINES > 200_000 ? 10_002 : LINES);
        assertThat(journal.find(SampleEvents.order(0)).get().orElseThrow().state())
                .isEqualTo(OrderState.DOWNLOADED);
        assertThat(journal.resolve(SampleEvents.resolved(-1, Optional.empty())).isRight())
                .isTrue();
    }

    @Test
    void read_all_returns_all_orders() throws IOException {
        List<OrderEvent> records = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            records.addAll(SampleEvents.life(number, new Random(number)));
        }
        assertThat(FileJournal.at(write(records)).readAll().get()).isEqualTo(new JournalSnapshot(records, List.of()));
    }
}
