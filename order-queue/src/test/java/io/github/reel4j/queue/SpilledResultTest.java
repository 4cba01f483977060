package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A worker that ends while the database is down: its result is in a file, and the next worker records it. */
@Tag("long")
class SpilledResultTest {

    @TempDir
    private Path folder;

    private ProcessFixture queue;
    private DatabaseProxy proxy;
    private Path spillFile;

    @BeforeEach
    void create() throws Exception {
        queue = ProcessFixture.create();
        proxy = new DatabaseProxy(queue.url());
        spillFile = folder.resolve("spill");
    }

    @AfterEach
    void close() throws Exception {
        proxy.close();
        queue.close();
    }

    /** Lets a worker send an order, and stops the database before the result can be recorded. */
    private WorkerProcess sendAndStopDatabase() throws Exception {
        queue.enqueue(1);
        queue.vendor().nextSubmit(Fault.drip(Duration.ofMillis(20)));
        WorkerProcess worker = WorkerProcess.start(queue, proxy.url(), 1, spillFile, Map.of());
        queue.awaitSubmits(1);
        proxy.stop();
        ProcessFixture.await(() -> spilled().stream()
                .anyMatch(file -> FileJournal.at(file).readAll().get().events().stream()
                        .anyMatch(OrderEvent.Submitted.class::isInstance)));
        assertThat(queue.order(0).state()).isEqualTo(QueuedOrderState.SUBMITTING);
        return worker;
    }

    /** Returns the files that hold results which are not recorded. */
    private List<Path> spilled() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("spill."))
                    .filter(file -> !file.toString().endsWith(".lock")
                            && !file.toString().endsWith(".recorded"))
                    .toList();
        }
    }

    private void assertNextWorkerRecordsTheResult() throws Exception {
        try (HikariDataSource database = WorkerPool.open(queue.url(), 2);
                OrderWorker next = WorkerProgram.builder(database, queue.client(), 2, spillFile)
                        .start()) {
            assertThat(queue.order(0).task())
                    .as("recorded by %s at its start", next.name())
                    .isPresent();
            queue.awaitState(0, QueuedOrderState.READY);
        }
        assertThat(spilled()).as("only recorded files remain").isEmpty();
        assertThat(queue.vendor().ledger().submits()).hasSize(1);
        queue.comparison().assertNothingTwiceNorLost(1, 0);
    }

    @Test
    @Tag("fault-234")
    void the_next_worker_records_what_a_killed_one_has_kept() throws Exception {
        try (WorkerProcess worker = sendAndStopDatabase()) {
            worker.kill();
        }
        assertNextWorkerRecordsTheResult();
    }

    /** Takes half a minute, because a worker that closes repeats the record for 20 seconds. */
    @Test
    @EnabledIfSystemProperty(named = "reel4j.queue.long", matches = "true")
    @Tag("fault-234")
    void the_next_worker_records_what_a_closed_one_has_kept() throws Exception {
        try (WorkerProcess worker = sendAndStopDatabase()) {
            worker.end();
        }
        assertNextWorkerRecordsTheResult();
    }

    @Test
    @Tag("fault-234")
    void a_worker_records_its_result_when_the_database_is_back() throws Exception {
        try (WorkerProcess worker = sendAndStopDatabase()) {
            proxy.restart();
            queue.awaitState(0, QueuedOrderState.READY);
            worker.end();
        }
        queue.comparison().assertNothingTwiceNorLost(1, 0);
    }
}
