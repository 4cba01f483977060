package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.TaskRef;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal that was written before the record types, keys and failure kinds got their present names is read to the
 * same orders as a new one. {@code old-words.journal} was written by the code of commit cca2047.
 */
@Timeout(60)
class OldJournalTest {

    private static final int FIRST_KIND_LINE = 27;

    @TempDir
    private Path folder;

    private Path old;

    @BeforeEach
    void copy() throws IOException {
        old = folder.resolve("old.journal");
        try (InputStream lines = getClass().getResourceAsStream("/journal/old-words.journal")) {
            Files.copy(Objects.requireNonNull(lines), old);
        }
    }

    private static List<OrderEvent> orders() {
        return List.of(
                SampleEvents.created(1),
                SampleEvents.accepted(1, SampleEvents.own(1, "t1")),
                SampleEvents.completed(SampleEvents.own(1, "t1")),
                SampleEvents.downloaded(SampleEvents.own(1, "t1"), "/home/me/my videos/\u732b=1.mp4"),
                SampleEvents.createdWithoutPrice(2),
                SampleEvents.rejected(2, FailureKind.RATE_LIMITED),
                SampleEvents.created(3),
                SampleEvents.unknown(3),
                SampleEvents.created(4),
                SampleEvents.unknown(4),
                SampleEvents.resolved(4, Optional.empty()),
                SampleEvents.created(5),
                SampleEvents.unknown(5),
                SampleEvents.resolved(5, Optional.of(SampleEvents.own(5, "t5"))),
                SampleEvents.created(6),
                SampleEvents.accepted(6, SampleEvents.own(6, "t6")),
                SampleEvents.completed(SampleEvents.own(6, "t6")),
                SampleEvents.created(7),
                SampleEvents.accepted(7, SampleEvents.own(7, "t7")),
                SampleEvents.failed(SampleEvents.own(7, "t7"), FailureKind.UNEXPECTED_RESPONSE),
                SampleEvents.created(8),
                SampleEvents.rejected(8, FailureKind.UNEXPECTED_RESPONSE),
                SampleEvents.created(9),
                SampleEvents.accepted(9, SampleEvents.own(9, "t9")),
                SampleEvents.failed(SampleEvents.own(9, "t9"), FailureKind.TASK_NOT_FOUND),
                SampleEvents.created(10));
    }

    /** One failed task for each kind that the old version knew; the id of the task is the old name of the kind. */
    private static Stream<OrderEvent> failures(List<String> oldKinds) {
        return oldKinds.stream().map(name -> {
            FailureKind kind =
                    name.equals("UNEXPECTED_REPLY") ? FailureKind.UNEXPECTED_RESPONSE : FailureKind.valueOf(name);
            return SampleEvents.failed(SampleEvents.own(0, name), kind);
        });
    }

    private List<String> oldKinds() throws IOException {
        return Files.readAllLines(old).stream()
                .skip(FIRST_KIND_LINE)
                .map(line -> line.replaceAll(".* kind=([A-Z_]+) .*", "$1"))
                .toList();
    }

    private List<OrderEvent> events() throws IOException {
        return Stream.concat(orders().stream(), failures(oldKinds())).toList();
    }

    private Path rewritten() throws IOException {
        Path file = folder.resolve("new.journal");
        for (OrderEvent each : events()) {
            assertThat(FileJournal.at(file).append(each)).isEqualTo(Either.right(each));
        }
        return file;
    }

    private static JournalSnapshot indexed(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return new JournalReader(4, 4, 0, () -> {}).read(channel);
        }
    }

    @Test
    void every_old_record_is_read() throws IOException {
        assertThat(oldKinds()).hasSize(28).doesNotHaveDuplicates();
        assertThat(FileJournal.at(old).read().get()).isEqualTo(new JournalSnapshot(events(), List.of()));
        assertThat(FileJournal.at(old).read().get().orders().stream().limit(10))
                .extracting(OrderSummary::state)
                .containsExactly(
                        OrderState.DOWNLOADED,
                        OrderState.REJECTED,
                        OrderState.UNKNOWN,
                        OrderState.REJECTED,
                        OrderState.RUNNING,
                        OrderState.READY,
                        OrderState.FAILED,
                        OrderState.REJECTED,
                        OrderState.FAILED,
                        OrderState.UNKNOWN);
    }

    @Test
    void an_old_and_a_new_file_have_the_same_orders() throws IOException {
        Path rewritten = rewritten();
        FileJournal newJournal = FileJournal.at(rewritten);
        assertThat(FileJournal.at(old).read()).isEqualTo(newJournal.read());
        assertThat(FileJournal.at(old).read().get().orders())
                .isEqualTo(newJournal.read().get().orders());
        assertThat(FileJournal.at(old).readAll()).isEqualTo(newJournal.readAll());
        assertThat(indexed(old)).isEqualTo(indexed(rewritten));
        for (int number = 0; number <= 10; number++) {
            OrderId order = SampleEvents.order(number);
            assertThat(FileJournal.at(old).find(order)).isEqualTo(newJournal.find(order));
        }
    }

    @Test
    void new_records_have_new_words() throws IOException {
        assertThat(Files.readString(rewritten(), StandardCharsets.ISO_8859_1))
                .contains(" created ", " rejected ", " resolved ", " completed ", " downloaded ")
                .contains(" fingerprint=", " min=", " max=", "kind=UNEXPECTED_RESPONSE")
                .doesNotContain(" intended ", " refused ", " settled ", " made ", " delivered ")
                .doesNotContain(" digest=", " least=", " most=", "kind=UNEXPECTED_REPLY");
    }

    @Test
    void an_order_of_an_old_file_is_continued() {
        FileJournal journal = FileJournal.at(old);
        TaskRef taken = SampleEvents.own(10, "t5"); // the task of order 5, by its resolution
        assertThat(journal.append(SampleEvents.accepted(10, taken)).getLeft().kind())
                .isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        assertThat(journal.resolve(SampleEvents.resolved(4, Optional.empty()))
                        .getLeft()
                        .message())
                .contains("REJECTED");
        OrderEvent.Resolved resolved = SampleEvents.resolved(3, Optional.of(SampleEvents.own(3, "t3")));
        assertThat(journal.resolve(resolved)).isEqualTo(Either.right(resolved));
        assertThat(journal.find(SampleEvents.order(3)).get().orElseThrow().state())
                .isEqualTo(OrderState.RUNNING);
    }
}
