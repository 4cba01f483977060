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

/** The vendors' books of orders beside ours. */
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

    /** The tasks that we have. */
    public Set<String> known() {
        return read().orders().stream()
                .map(OrderSummary::task)
                .flatMap(Optional::stream)
                .map(TaskRef::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What each of the vendors' orders says; of vendors whose orders have a prompt. */
    public List<String> prompts() {
        return billed().map(order -> order.body().findValue("prompt").asText()).toList();
    }

    /** What the vendors have and we do not is of unknown fate with us, and they have no more orders than we meant. */
    public void assertNothingLost() {
        Set<String> lost = billed().map(BilledOrder::taskId).collect(Collectors.toCollection(TreeSet::new));
        lost.removeAll(known());
        assertThat(lost)
                .as("orders that are billed and that we know nothing of")
                .hasSizeLessThanOrEqualTo(in(OrderState.UNKNOWN).size());
        assertThat(billed())
                .as("no more orders than intents")
                .hasSizeLessThanOrEqualTo(read().orders().size());
    }

    /** The same; besides, there are no more orders of unknown fate than were cut short, and nothing was ordered again. */
    public void assertNothingLostNorRepeated(int cutShort) {
        assertNothingLost();
        assertThat(in(OrderState.UNKNOWN)).hasSizeLessThanOrEqualTo(cutShort);
        assertThat(prompts()).as("nothing is ordered twice").doesNotHaveDuplicates();
        assertThat(read().corruptLines()).extracting(CorruptLine::kind).isSubsetOf(CorruptLine.Corruption.CUT_OFF);
    }

    private Stream<BilledOrder> billed() {
        return vendors.stream().flatMap(vendor -> vendor.ledger().orders().stream());
    }
}
