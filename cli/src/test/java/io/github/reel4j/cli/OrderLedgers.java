package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.journal.CorruptLine;
import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.journal.JournalSnapshot;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.Simulator;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the journal with the ledgers of the simulators. */
public record OrderLedgers(Path journal, List<Simulator> vendors) {

    public OrderLedgers(Path journal, Simulator... vendors) {
        this(journal, List.of(vendors));
    }

    public JournalSnapshot read() {
        return FileJournal.at(journal).readAll().get();
    }

    public List<OrderSummary> in(OrderState... states) {
        List<OrderState> wanted = Arrays.asList(states);
        return read().orders().stream()
                .filter(order -> wanted.contains(order.state()))
                .toList();
    }

    /** Returns the ids of the tasks in the journal. */
    public Set<String> journaledTasks() {
        return read().orders().stream()
                .map(OrderSummary::task)
                .flatMap(Optional::stream)
                .map(TaskRef::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the prompts of the billed orders, for vendors whose orders have a prompt. */
    public List<String> prompts() {
        return billed().map(order -> order.body().findValue("prompt").asText()).toList();
    }

    /** Checks that each billed task is in the journal or belongs to an order with an unknown outcome. */
    public void assertNothingLost() {
        Set<String> lost = billed().map(BilledOrder::taskId).collect(Collectors.toCollection(TreeSet::new));
        lost.removeAll(journaledTasks());
        assertThat(lost)
                .as("billed tasks that are not in the journal")
                .hasSizeLessThanOrEqualTo(in(OrderState.UNKNOWN).size());
        assertThat(billed())
                .as("no more billed orders than journaled ones")
                .hasSizeLessThanOrEqualTo(read().orders().size());
    }

    /** Checks also that nothing was ordered twice and that at most {@code maxUnknown} outcomes are unknown. */
    public void assertNothingLostNorRepeated(int maxUnknown) {
        assertNothingLost();
        assertThat(in(OrderState.UNKNOWN)).hasSizeLessThanOrEqualTo(maxUnknown);
        assertThat(prompts()).as("nothing is ordered twice").doesNotHaveDuplicates();
        assertThat(read().corruptLines()).extracting(CorruptLine::kind).isSubsetOf(CorruptLine.Corruption.CUT_OFF);
    }

    private Stream<BilledOrder> billed() {
        return vendors.stream().flatMap(vendor -> vendor.ledger().orders().stream());
    }
}
