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

/** Properties of all records, and of arbitrary text in a journal. */
class JournalLinesPropertiesTest {

    /** Parts of journal lines in any order, which resemble a journal more than random text does. */
    @Provide
    Arbitrary<String> almostLines() {
        return Arbitraries.of(
                        "1 ",
                        "2 ",
                        "intended",
                        "created",
                        "accepted ",
                        "unknown ",
                        "delivered ",
                        "downloaded ",
                        "settled ",
                        "resolved ",
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
        return JournalText.read(JournalFileCheck.HEADER
                + records.stream().map(each -> JournalLine.format(each) + "\n").collect(Collectors.joining()));
    }

    @Property
    void any_records_are_read_back(@ForAll long seed) {
        List<OrderEvent> records = SampleEvents.any(5, new Random(seed));
        assertThat(read(records)).isEqualTo(new JournalSnapshot(records, List.of()));
    }

    @Property
    void an_altered_line_is_not_a_record(
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
    void arbitrary_text_is_reported_line_by_line_and_is_no_order(@ForAll("almostLines") String text) {
        JournalSnapshot snapshot = JournalText.read(JournalFileCheck.HEADER + text + "\n");
        assertThat(snapshot.orders()).isEmpty();
        assertThat(snapshot.corruptLines())
                .hasSize((int) text.chars().filter(c -> c == '\n').count() + 1)
                .allSatisfy(corruptLine -> assertThat(corruptLine.describe()).isNotBlank());
    }

    /** If the checksum matches, only the content of a line can be invalid. */
    @Property
    void an_intact_line_is_a_record_or_from_a_newer_version(@ForAll("almostLines") String text) {
        String body = "1 " + text.replaceAll("[^ -~]", "");
        JournalLine.read(JournalLine.withChecksum(body))
                .peek(entry -> assertThat(
                                JournalLine.read(JournalLine.format(entry)).get())
                        .isEqualTo(entry))
                .peekLeft(failure -> assertThat(failure).isEqualTo(CorruptLine.Corruption.NEWER));
    }

    /** The records of one order may come from several threads and processes. */
    @Property
    void the_order_of_records_does_not_matter(@ForAll long seed) {
        Random random = new Random(seed);
        List<OrderEvent> records = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            records.addAll(SampleEvents.life(number, random));
        }
        List<String> orders = describe(records);
        Collections.shuffle(records, random);
        assertThat(describe(records))
                .containsExactlyInAnyOrderElementsOf(orders)
                .hasSize(3);
    }

    private static List<String> describe(List<OrderEvent> records) {
        return read(records).orders().stream()
                .map(order -> order.state() + " " + order.intent() + order.task() + order.failure() + order.file()
                        + order.resolved())
                .toList();
    }
}
