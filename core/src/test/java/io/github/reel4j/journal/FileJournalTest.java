package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.journal.CorruptLine.Corruption;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FileJournalTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("orders.journal");
    }

    private FileJournal journal() {
        return FileJournal.at(file());
    }

    private void append(List<OrderEvent> records) {
        records.forEach(each -> assertThat(journal().append(each)).isEqualTo(Either.right(each)));
    }

    private JournalSnapshot read() {
        return journal().read().get();
    }

    private String text() throws IOException {
        return Files.readString(file(), StandardCharsets.ISO_8859_1);
    }

    private void rewrite(String text) throws IOException {
        Files.writeString(file(), text, StandardCharsets.ISO_8859_1);
    }

    private static String line(String body) {
        CRC32C sum = new CRC32C();
        sum.update(body.getBytes(StandardCharsets.ISO_8859_1));
        return body + String.format(" %08x", sum.getValue());
    }

    @Test
    void reading_an_absent_journal_finds_nothing_and_creates_nothing() {
        assertThat(read()).isEqualTo(new JournalSnapshot(List.of(), List.of()));
        assertThat(file()).doesNotExist();
    }

    @Test
    void a_second_journal_reads_what_the_first_has_appended() {
        append(SampleEvents.each());
        assertThat(read().events()).isEqualTo(SampleEvents.each());
        assertThat(read().corruptLines()).isEmpty();
    }

    @Test
    void every_line_is_printable_ascii_and_holds_one_record() throws IOException {
        append(SampleEvents.each());
        assertThat(text()).matches("[\\x20-\\x7e\\n]+");
        assertThat(text().lines()).hasSize(1 + SampleEvents.each().size());
    }

    @Test
    void every_prefix_of_the_bytes_reads_as_a_prefix_of_the_records() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            Files.deleteIfExists(file());
            List<OrderEvent> records = SampleEvents.any(6, new Random(seed));
            append(records);
            String whole = text();
            for (int end = 0; end <= whole.length(); end++) {
                JournalSnapshot snapshot = JournalText.read(whole.substring(0, end));
                String whatEnds =
                        whole.substring(0, Math.min(end + 1, whole.length())); // a line's last character may be missing
                int complete = (int)
                        Math.max(0, whatEnds.chars().filter(c -> c == '\n').count() - 1);
                assertThat(snapshot.events()).isEqualTo(records.subList(0, complete));
                assertThat(snapshot.corruptLines()).isEmpty();
            }
        }
    }

    @Test
    @Tag("fault-82")
    @Tag("long")
    void a_crash_at_any_byte_loses_no_other_record() throws IOException {
        List<OrderEvent> records = SampleEvents.any(3, new Random(42));
        append(records);
        String whole = text();
        for (int end = 0; end <= whole.length(); end++) {
            String left = whole.substring(0, end);
            rewrite(left);
            List<OrderEvent> expected = new ArrayList<>(read().events());
            expected.add(SampleEvents.created(9));
            append(List.of(SampleEvents.created(9)));
            assertThat(read().events()).as("cut at %d", end).isEqualTo(expected);
            assertThat(read().corruptLines()).extracting(CorruptLine::kind).isSubsetOf(Corruption.CUT_OFF);
            assertThat(text()).startsWith(left);
        }
    }

    @Test
    @Tag("fault-88")
    void a_damaged_line_is_reported_and_not_changed() throws IOException {
        List<OrderEvent> records = List.of(SampleEvents.created(1), SampleEvents.created(2), SampleEvents.unknown(1));
        append(records);
        String[] lines = text().split("\n", -1);
        for (int at = 0; at < lines[2].length(); at++) {
            char other = lines[2].charAt(at) == 'x' ? 'y' : 'x';
            String damaged = lines[2].substring(0, at) + other + lines[2].substring(at + 1);
            String all = String.join("\n", lines[0], lines[1], damaged, lines[3]) + "\n";
            rewrite(all);
            assertThat(read().events()).containsExactly(records.get(0), records.get(2));
            assertThat(read().corruptLines()).containsExactly(new CorruptLine(3, Corruption.DAMAGED));
            assertThat(read().corruptLines().get(0).describe()).startsWith("line 3 is damaged");
            append(List.of(SampleEvents.unknown(4)));
            assertThat(text()).startsWith(all);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 created at=2026-11-20T08:31:02Z shape=other",
                "1 paused at=2026-11-20T08:31:02Z order=00000000-0000-0007-0000-000000000001",
                "1 unknown at=2026-11-20T08:31:02Z",
                "1 unknown at=2026-11-20T08:31:02Z order=00000000-0000-0007-0000-000000000001 =fine",
                "1 rejected at=2026-11-20T08:31:02Z order=00000000-0000-0007-0000-000000000001 kind=NOT_INVENTED_YET",
                "1 created at=2026-11-20T08:31:02Z order=00000000-0000-0007-0000-000000000001 provider=acme"
                        + " operation=music-to-video model=m fingerprint=d"
            })
    @Tag("fault-89")
    void lines_of_a_newer_version_are_skipped_reported_and_kept(String body) throws IOException {
        append(List.of(SampleEvents.created(1)));
        rewrite(text() + line(body) + "\n");
        append(List.of(SampleEvents.unknown(1)));
        assertThat(read().events()).containsExactly(SampleEvents.created(1), SampleEvents.unknown(1));
        assertThat(read().corruptLines()).containsExactly(new CorruptLine(3, Corruption.NEWER));
        assertThat(text()).contains(body);
    }

    @Test
    @Tag("fault-89")
    void unknown_keys_are_ignored() throws IOException {
        append(List.of(SampleEvents.unknown(1)));
        String body = text().lines().skip(1).findFirst().orElseThrow();
        rewrite(text() + line(body.substring(0, body.lastIndexOf(' ')) + " m=1 mood=fine") + "\n");
        assertThat(read().events()).containsExactly(SampleEvents.unknown(1), SampleEvents.unknown(1));
    }

    @Test
    @Tag("fault-88")
    void a_foreign_file_is_neither_read_nor_changed() throws IOException {
        notTouched("dear diary\n");
        notTouched("dear diary, today I shall tell you of a heron that I saw at dawn\n");
    }

    private void notTouched(String foreign) throws IOException {
        rewrite(foreign);
        VideoFailure failure = journal().append(SampleEvents.created(1)).getLeft();
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.message()).contains(file().toString(), "is not a journal");
        assertThat(journal().ready().getLeft()).isEqualTo(failure);
        assertThat(journal().read().getLeft()).isEqualTo(failure);
        assertThat(text()).isEqualTo(foreign);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void only_the_owner_may_read_the_file() throws IOException {
        append(List.of(SampleEvents.created(1)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    @Tag("fault-83")
    void a_missing_folder_is_named_in_the_failure() {
        VideoFailure failure = FileJournal.at(folder.resolve("none/orders.journal"))
                .append(SampleEvents.created(1))
                .getLeft();
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.message())
                .contains(
                        folder.resolve("none/orders.journal").toString(),
                        ": NoSuchFileException. Create its folder if it is missing");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Tag("fault-88")
    void a_full_disk_is_a_failure() throws IOException {
        try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
            assertThatThrownBy(() -> JournalChannel.add(full, "x"))
                    .isInstanceOfSatisfying(IOException.class, problem -> {
                        VideoFailure failure = new JournalFailures(file()).notWritten(problem);
                        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
                        assertThat(failure.message())
                                .contains(file() + " cannot be written: IOException, ", "free disk space");
                    });
        }
    }

    @Test
    void a_folder_is_not_a_journal() {
        VideoFailure failure = FileJournal.at(folder).read().getLeft();
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.message()).contains(folder + " is a folder, not a regular file. Name a file in it.");
        assertThat(FileJournal.at(folder).append(SampleEvents.created(1)).getLeft())
                .isEqualTo(failure);
    }

    @Test
    void a_held_lock_times_out_and_nothing_is_written() throws IOException {
        append(List.of(SampleEvents.created(1)));
        String before = text();
        try (FileChannel other = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            assertThat(other.lock().isValid()).isTrue();
            VideoFailure failure = FileJournal.at(file(), Duration.ofMillis(1))
                    .append(SampleEvents.unknown(1))
                    .getLeft();
            assertThat(failure.message())
                    .contains(file() + " is locked by another program", "Stop the program that uses it. A new journal");
        }
        assertThat(text()).isEqualTo(before);
        append(List.of(SampleEvents.unknown(1)));
    }

    @Test
    void an_interrupt_does_not_stop_an_append_and_stays_set() {
        Thread.currentThread().interrupt();
        boolean written = journal().append(SampleEvents.created(1)).isRight();
        boolean read = journal().read().isRight();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(written && read).isTrue();
        assertThat(read().events()).containsExactly(SampleEvents.created(1));
    }

    @Test
    void repeated_interrupts_lose_no_record() throws Exception {
        Thread writer = new Thread(() -> append(SampleEvents.any(40, new Random(1))));
        writer.start();
        while (writer.isAlive()) {
            writer.interrupt();
            writer.join(1);
        }
        assertThat(List.copyOf(new java.util.LinkedHashSet<>(read().events())))
                .isEqualTo(List.copyOf(new java.util.LinkedHashSet<>(SampleEvents.any(40, new Random(1)))));
    }

    @Test
    void concurrent_appends_lose_no_record() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int number = i;
                calls.add(() -> journal().append(SampleEvents.created(number)).isRight());
            }
            for (var each : pool.invokeAll(calls)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(read().events()).hasSize(200).doesNotHaveDuplicates();
        assertThat(read().corruptLines()).isEmpty();
    }

    @Test
    void records_of_one_order_may_be_interleaved() {
        append(List.of(
                SampleEvents.created(1),
                SampleEvents.created(2),
                SampleEvents.accepted(2, SampleRequests.task("two")),
                SampleEvents.unknown(1),
                SampleEvents.created(3),
                SampleEvents.rejected(3, FailureKind.FORBIDDEN),
                SampleEvents.completed(SampleRequests.task("two")),
                SampleEvents.created(4)));
        assertThat(read().orders())
                .extracting(OrderSummary::state)
                .containsExactly(OrderState.UNKNOWN, OrderState.READY, OrderState.REJECTED, OrderState.UNKNOWN);
        assertThat(read().orders().get(1).task()).contains(SampleRequests.task("two"));
        assertThat(read().orders().get(2).failure()).contains(FailureKind.FORBIDDEN);
        assertThat(read().orders())
                .extracting(each -> each.state().isUnfinished())
                .containsExactly(false, true, false, false);
        assertThat(read().orders().get(0).provider().orElseThrow()).hasToString("nobody-has-it");
    }

    @Test
    void a_recovered_order_is_accepted_and_stays_accepted() {
        append(List.of(
                SampleEvents.created(1),
                SampleEvents.unknown(1),
                SampleEvents.accepted(1, SampleRequests.task()),
                SampleEvents.unknown(1),
                SampleEvents.rejected(1, FailureKind.FORBIDDEN)));
        assertThat(read().orders()).hasSize(1);
        assertThat(read().orders().get(0).state()).isEqualTo(OrderState.RUNNING);
        assertThat(read().orders().get(0).state().isUnfinished()).isTrue();
    }

    @Test
    void a_completion_before_its_acceptance_belongs_to_the_order() {
        append(List.of(
                SampleEvents.created(1),
                SampleEvents.unknown(1),
                SampleEvents.completed(SampleRequests.task()),
                SampleEvents.accepted(1, SampleRequests.task()),
                SampleEvents.downloaded(SampleRequests.task(), "/v.mp4")));
        assertThat(read().orders())
                .singleElement()
                .satisfies(order -> assertThat(order.state()).isEqualTo(OrderState.DOWNLOADED));
    }

    @Test
    void a_task_without_a_readable_order_is_listed() {
        append(List.of(
                SampleEvents.accepted(1, SampleRequests.task("one")),
                SampleEvents.failed(SampleRequests.task("two"), FailureKind.TASK_NOT_FOUND),
                SampleEvents.failed(SampleRequests.task("three"), FailureKind.TASK_NOT_FOUND),
                SampleEvents.downloaded(SampleRequests.task("three"), "/v.mp4")));
        assertThat(read().orders())
                .extracting(OrderSummary::state)
                .containsExactly(OrderState.RUNNING, OrderState.FAILED, OrderState.DOWNLOADED);
        assertThat(read().orders()).extracting(OrderSummary::intent).allMatch(java.util.Optional::isEmpty);
        assertThat(read().orders().get(2).file()).contains("/v.mp4");
    }
}
