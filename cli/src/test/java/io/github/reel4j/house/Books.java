package io.github.reel4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.journal.JournalReading;
import io.github.reel4j.journal.JournalTrouble;
import io.github.reel4j.journal.JournaledOrder;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.testkit.simulator.Order;
import io.github.reel4j.testkit.simulator.Simulator;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The vendor's book of orders beside ours. */
record Books(Simulator vendor, Path journal) {

    JournalReading read() {
        return FileJournal.at(journal).read().get();
    }

    List<JournaledOrder> in(OrderState... states) {
        List<OrderState> wanted = Arrays.asList(states);
        return read().orders().stream()
                .filter(order -> wanted.contains(order.state()))
                .toList();
    }

    /** The tasks that we have. */
    Set<String> known() {
        return read().orders().stream()
                .map(JournaledOrder::task)
                .flatMap(Optional::stream)
                .map(TaskRef::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The tasks that the vendor has. */
    Set<String> accepted() {
        return vendor.ledger().orders().stream().map(Order::taskId).collect(Collectors.toCollection(TreeSet::new));
    }

    List<String> prompts() {
        return vendor.ledger().orders().stream()
                .map(order -> order.body().findValue("prompt").asText())
                .toList();
    }

    /** What the vendor has and we do not is of unknown fate with us, of which there are no more than were cut short. */
    void assertNothingLost(int cutShort) {
        Set<String> lost = accepted();
        lost.removeAll(known());
        JournalReading reading = read();
        assertThat(in(OrderState.UNKNOWN))
                .hasSizeGreaterThanOrEqualTo(lost.size())
                .hasSizeLessThanOrEqualTo(cutShort);
        assertThat(prompts()).as("nothing is ordered twice").doesNotHaveDuplicates();
        assertThat(reading.records()).hasSizeGreaterThanOrEqualTo(prompts().size());
        assertThat(reading.troubles()).extracting(JournalTrouble::kind).isSubsetOf(JournalTrouble.Kind.CUT_OFF);
    }
}
