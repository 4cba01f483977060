package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.journal.JournalReading;
import io.github.reel4j.journal.JournaledOrder;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.testkit.simulator.Order;
import io.github.reel4j.testkit.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What vendors bill against what reel has written down. */
final class KnownOrders {

    private KnownOrders() {}

    /** Every order that is billed is in the journal as a task or as one of unknown fate, and there are no more orders than intents. */
    static void assertAll(Path journal, Simulator... vendors) {
        List<JournaledOrder> written = Files.exists(journal)
                ? FileJournal.at(journal).read().map(JournalReading::orders).get()
                : List.of();
        List<String> billed = Stream.of(vendors)
                .flatMap(vendor -> vendor.ledger().orders().stream())
                .map(Order::taskId)
                .toList();
        List<String> known = written.stream()
                .map(JournaledOrder::task)
                .flatMap(Optional::stream)
                .map(TaskRef::id)
                .toList();
        long unknown = written.stream()
                .filter(order -> order.state() == OrderState.UNKNOWN)
                .count();
        assertThat(billed).as("no more orders than intents").hasSizeLessThanOrEqualTo(written.size());
        assertThat(billed.stream().filter(id -> !known.contains(id)))
                .as("orders that are billed and that reel knows nothing of")
                .hasSizeLessThanOrEqualTo((int) unknown);
    }
}
