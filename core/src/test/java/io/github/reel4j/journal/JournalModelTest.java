package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Appends random orders to a real file, with crashes at any byte, and compares the journal with a model: every
 * acknowledged record is read back in order, a record that was read once is read forever, and the orders are those that
 * the records describe.
 */
@Timeout(60)
class JournalModelTest {

    private static final int STEPS = 100;

    @TempDir
    private Path folder;

    /** The records that the file must contain. */
    private final List<OrderEvent> written = new ArrayList<>();

    /** The records that are still to be appended, for each order. */
    private final List<Deque<OrderEvent>> lives = new ArrayList<>();

    private Deque<OrderEvent> latest = new ArrayDeque<>();

    private Path file() {
        return folder.resolve("orders.journal");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void the_journal_matches_the_model(long seed) throws IOException {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            int dice = random.nextInt(100);
            if (dice < 55) {
                OrderEvent entry = next(random);
                assertThat(FileJournal.at(file()).append(entry).get()).isEqualTo(entry);
                written.add(entry);
            } else if (dice < 85) {
                crashWhileWriting(next(random), random);
            } else {
                crash(() -> assertThat(FileJournal.at(file()).ready().isRight()).isTrue(), random);
            }
            check();
        }
        assertThat(written).hasSizeGreaterThan(STEPS / 3);
    }

    /** Returns the next record of a random order. */
    private OrderEvent next(Random random) {
        if (lives.isEmpty() || random.nextInt(4) == 0) {
            lives.add(new ArrayDeque<>(SampleEvents.life(lives.size(), random)));
        }
        List<Deque<OrderEvent>> open =
                lives.stream().filter(life -> !life.isEmpty()).toList();
        if (open.isEmpty()) {
            return next(random);
        }
        latest = open.get(random.nextInt(open.size()));
        return latest.remove();
    }

    private void crashWhileWriting(OrderEvent entry, Random random) throws IOException {
        crash(() -> assertThat(FileJournal.at(file()).append(entry).isRight()).isTrue(), random);
        if (read().events().size() > written.size()) {
            written.add(entry); // it was complete, only the acknowledgement was lost
        } else {
            latest.clear(); // an order has no more records once its process has died
        }
    }

    private void crash(Runnable writing, Random random) throws IOException {
        long before = Files.exists(file()) ? Files.size(file()) : 0;
        writing.run();
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.truncate(before + random.nextInt((int) (channel.size() - before) + 1));
        }
    }

    private JournalSnapshot read() {
        return FileJournal.at(file()).read().get();
    }

    private void check() {
        JournalSnapshot snapshot = read();
        assertThat(snapshot.events()).isEqualTo(written);
        assertThat(snapshot.corruptLines())
                .allSatisfy(corruptLine -> assertThat(corruptLine.kind()).isEqualTo(CorruptLine.Corruption.CUT_OFF));
        Map<String, OrderState> states = new TreeMap<>();
        snapshot.orders()
                .forEach(order -> assertThat(states.put(nameOf(order), order.state()))
                        .as("each order is listed once")
                        .isNull());
        assertThat(states).isEqualTo(expected());
    }

    /** Returns the order id, or the task id if the order was never recorded. */
    private static String nameOf(OrderSummary order) {
        return order.intent()
                .map(intent -> intent.order().toString())
                .orElseGet(() -> order.task().orElseThrow().id());
    }

    /** Computes the states from all records, regardless of their order. */
    private Map<String, OrderState> expected() {
        Map<TaskRef, String> owners = new HashMap<>();
        Map<String, OrderState> states = new TreeMap<>();
        for (OrderEvent entry : written) {
            if (entry instanceof OrderEvent.Created created) {
                states.put(created.intent().order().toString(), OrderState.UNKNOWN);
            } else if (entry instanceof OrderEvent.Resolved resolved) {
                String order = resolved.order().toString();
                resolved.task().ifPresent(task -> owners.put(task, order));
                states.put(order, resolved.task().isPresent() ? OrderState.RUNNING : OrderState.REJECTED);
            } else if (entry instanceof OrderEvent.Submitted submitted) {
                String order = submitted.order().toString();
                if (submitted.outcome() instanceof SubmitOutcome.Accepted accepted) {
                    owners.put(accepted.task(), order);
                    states.put(order, OrderState.RUNNING);
                } else if (submitted.outcome() instanceof SubmitOutcome.Rejected) {
                    states.put(order, OrderState.REJECTED);
                }
            }
        }
        for (OrderEvent entry : written) {
            if (entry instanceof OrderEvent.Completed completed) {
                states.put(
                        owners.getOrDefault(completed.task(), completed.task().id()),
                        completed.failure().isPresent() ? OrderState.FAILED : OrderState.READY);
            } else if (entry instanceof OrderEvent.Downloaded downloaded) {
                states.put(
                        owners.getOrDefault(downloaded.task(), downloaded.task().id()), OrderState.DOWNLOADED);
            }
        }
        return states;
    }
}
