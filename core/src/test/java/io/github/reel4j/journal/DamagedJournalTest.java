package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.journal.CorruptLine.Corruption;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.VideoFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file still accepts new orders, and every readable line of it is read. */
@Timeout(120)
class DamagedJournalTest {

    private static final List<OrderEvent> RECORDS = List.of(SampleEvents.created(1), SampleEvents.unknown(1));
    private static final String LINES =
            RECORDS.stream().map(each -> JournalLine.format(each) + "\n").collect(Collectors.joining());

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("orders.journal");
    }

    private FileJournal journal() {
        return FileJournal.at(file());
    }

    private void write(byte[] bytes) throws IOException {
        Files.write(file(), bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    @Tag("fault-151")
    void a_flipped_bit_in_the_header_blocks_no_orders() throws IOException {
        for (int at = 0; at < JournalFileCheck.HEADER.length(); at++) {
            byte[] damaged = bytes(JournalFileCheck.HEADER + LINES);
            damaged[at] ^= (byte) (1 << at % 8);
            write(damaged);
            assertThat(journal().append(SampleEvents.created(2)).isRight()).isTrue();
            JournalSnapshot snapshot = journal().read().get();
            assertThat(snapshot.events())
                    .as("byte %d", at)
                    .containsExactly(RECORDS.get(0), RECORDS.get(1), SampleEvents.created(2));
            assertThat(snapshot.corruptLines()).containsExactly(new CorruptLine(1, Corruption.DAMAGED));
        }
    }

    @Test
    @Tag("fault-151")
    void a_damaged_line_end_hides_neither_line() throws IOException {
        byte[] damaged = bytes(JournalFileCheck.HEADER + LINES);
        int end = (JournalFileCheck.HEADER + LINES).indexOf('\n', JournalFileCheck.HEADER.length());
        damaged[end] = '*';
        write(damaged);
        assertThat(journal().read().get().events()).isEqualTo(RECORDS);
        assertThat(journal().read().get().corruptLines()).containsExactly(new CorruptLine(2, Corruption.DAMAGED));
    }

    @Test
    @Tag("fault-151")
    void a_missing_header_hides_no_order() throws IOException {
        write(bytes(LINES));
        journal().append(SampleEvents.created(2)).get();
        assertThat(journal().read().get().events()).hasSize(3);
    }

    @Test
    @Tag("fault-152")
    void a_journal_with_windows_line_ends_is_read_and_written() throws IOException {
        write(bytes((JournalFileCheck.HEADER + LINES).replace("\n", "\r\n")));
        assertThat(journal().resolve(SampleEvents.resolved(1, Optional.empty())).isRight())
                .isTrue();
        assertThat(journal().read().get().events()).hasSize(3).startsWith(RECORDS.toArray(OrderEvent[]::new));
        assertThat(journal().read().get().corruptLines()).isEmpty();
    }

    @Test
    @Tag("fault-153")
    @Tag("long")
    void a_file_above_2_gib_with_a_torn_line_is_appended_to() throws IOException {
        write(bytes(JournalFileCheck.HEADER + LINES));
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(bytes("cut off")), (1L << 31) + 5);
        }
        assertThat(journal().append(SampleEvents.created(2)).isRight()).isTrue();
        assertThat(journal().append(SampleEvents.unknown(2)).isRight()).isTrue();
        JournalSnapshot snapshot = journal().read().get();
        assertThat(snapshot.events())
                .containsExactly(RECORDS.get(0), RECORDS.get(1), SampleEvents.created(2), SampleEvents.unknown(2));
        assertThat(snapshot.corruptLines()).containsExactly(new CorruptLine(4, Corruption.CUT_OFF));
    }

    @Test
    @Tag("fault-154")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_pipe_is_refused_immediately() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file().toString()).start().waitFor())
                .isZero();
        VideoFailure failure = journal().append(SampleEvents.created(1)).getLeft();
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.message())
                .isEqualTo("the journal " + file() + " is a pipe or a device, not a regular file. Name another file.");
        assertThat(journal().ready().getLeft()).isEqualTo(failure);
        assertThat(journal().read().getLeft()).isEqualTo(failure);
    }

    @Test
    @Tag("fault-155")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void permissions_of_other_users_are_removed() throws IOException {
        Files.createFile(file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        journal().append(SampleEvents.created(1)).get();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(journal().read().get().events()).containsExactly(SampleEvents.created(1));
    }
}
