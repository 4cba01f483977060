package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.OrderEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every record, and for every file that claims to be a journal. */
class JournalLinesPropertiesTest {

    /** Words of journals in any order, which come nearer to one than any text does. */
    @Provide
    Arbitrary<String> almostLines() {
        return Arbitraries.of(
                        "1 ",
                        "2 ",
                        "intended",
                        "accepted ",
                        "unknown ",
                        "delivered ",
                        "settled ",
                        " by=me",
                        " at=2026-11-20T08:31:02Z",
                        " at=+999999999-12-31T23:59:59Z",
                        " order=00000000-0000-0007-0000-000000000001",
                        " order=1-1-1-1-1",
                        " task=reel%3A1",
                        " file=%zz",
                        " kind=DEFECT",
                        "=",
                        " ",
                        "~",
                        "\n",
                        "\u0000",
                        "é",
                        " 00000000")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join("", words));
    }

    private static JournalSnapshot read(List<OrderEvent> records) {
        return JournalText.read(TornWriteRepair.HEADER
                + records.stream().map(each -> JournalLine.format(each) + "\n").collect(Collectors.joining()));
    }

    @Property
    void any_records_survive_the_file(@ForAll long seed) {
        List<OrderEvent> records = SampleEvents.any(5, new Random(seed));
        assertThat(read(records)).isEqualTo(new JournalSnapshot(records, List.of()));
    }

    @Property
    void a_line_that_is_altered_anywhere_is_no_record(
            @ForAll long seed, @ForAll @IntRange(max = 10_000) int where, @ForAll char other) {
        OrderEvent entry = SampleEvents.any(1, new Random(seed)).get(0);
        StringBuilder line = new StringBuilder(JournalLine.format(entry));
        int place = where % line.length();
        if (line.charAt(place) != other) {
            line.setCharAt(place, other);
            assertThat(JournalLine.read(line.toString()).isLeft())
                    .as(line.toString())
                    .isTrue();
        }
    }

    @Property
    void any_text_after_the_first_line_is_told_line_by_line_and_makes_no_order(@ForAll("almostLines") String text) {
        JournalSnapshot snapshot = JournalText.read(TornWriteRepair.HEADER + text + "\n");
        assertThat(snapshot.orders()).isEmpty();
        assertThat(snapshot.corruptLines())
                .hasSize((int) text.chars().filter(c -> c == '\n').count() + 1)
                .allSatisfy(corruptLine -> assertThat(corruptLine.describe()).isNotBlank());
    }

    /** With a check sum that fits, only what a line says can be wrong with it. */
    @Property
    void any_words_under_a_fitting_check_sum_are_a_record_or_of_a_newer_version(@ForAll("almostLines") String text) {
        String body = "1 " + text.replaceAll("[^ -~]", "");
        JournalLine.read(JournalLine.withChecksum(body))
                .peek(entry -> assertThat(
                                JournalLine.read(JournalLine.format(entry)).get())
                        .isEqualTo(entry))
                .peekLeft(failure -> assertThat(failure).isEqualTo(CorruptLine.Corruption.NEWER));
    }

    /** Those of one order may come from several threads and processes. */
    @Property
    void in_whatever_order_records_are_read_they_are_the_same_orders(@ForAll long seed) {
        Random random = new Random(seed);
        List<OrderEvent> records = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            records.addAll(SampleEvents.life(number, random));
        }
        List<String> orders = told(records);
        Collections.shuffle(records, random);
        assertThat(told(records)).containsExactlyInAnyOrderElementsOf(orders).hasSize(3);
    }

    private static List<String> told(List<OrderEvent> records) {
        return read(records).orders().stream()
                .map(order -> order.state() + " " + order.intent() + order.task() + order.failure() + order.file()
                        + order.resolved())
                .toList();
    }
}
