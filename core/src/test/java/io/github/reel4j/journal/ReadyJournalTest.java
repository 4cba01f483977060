package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link FileJournal#ready} creates or repairs the file, or fails before any money is spent. */
class ReadyJournalTest {

    @TempDir
    private Path folder;

    private FileJournal journal() {
        return FileJournal.at(folder.resolve("orders.journal"));
    }

    private String text() throws IOException {
        return Files.readString(journal().file());
    }

    @Test
    void an_absent_journal_is_created_with_its_header() throws IOException {
        FileJournal journal = journal();
        assertThat(journal.ready().get()).isSameAs(journal);
        assertThat(text()).isEqualTo(JournalFileCheck.HEADER);
        assertThat(journal.read().get().events()).isEmpty();
    }

    @Test
    void an_intact_journal_is_not_changed() throws IOException {
        journal().append(SampleEvents.created(1)).get();
        String before = text();
        journal().ready().get();
        assertThat(text()).isEqualTo(before);
    }

    @Test
    void a_torn_last_line_is_ended() throws IOException {
        journal().append(SampleEvents.created(1)).get();
        String whole = text();
        for (String left :
                new String[] {whole.substring(0, whole.length() - 1), whole.substring(0, whole.length() - 9)}) {
            Files.writeString(journal().file(), left);
            journal().ready().get();
            assertThat(text()).startsWith(left).endsWith("\n");
        }
        Files.writeString(journal().file(), JournalFileCheck.HEADER.substring(0, 10));
        journal().ready().get();
        assertThat(text()).isEqualTo(JournalFileCheck.HEADER);
    }

    @Test
    void a_journal_in_a_missing_folder_is_not_ready() {
        assertThat(FileJournal.at(folder.resolve("none/orders.journal")).ready().isLeft())
                .isTrue();
    }
}
