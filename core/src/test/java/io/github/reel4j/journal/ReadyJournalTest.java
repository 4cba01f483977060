package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is looked at before the first order can be written, or says so while nothing is spent yet. */
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
    void it_is_made_with_its_first_line() throws IOException {
        FileJournal journal = journal();
        assertThat(journal.ready().get()).isSameAs(journal);
        assertThat(text()).isEqualTo(TornWriteRepair.HEADER);
        assertThat(journal.read().get().events()).isEmpty();
    }

    @Test
    void what_is_whole_is_left_as_it_is() throws IOException {
        journal().append(SampleEvents.intended(1)).get();
        String before = text();
        journal().ready().get();
        assertThat(text()).isEqualTo(before);
    }

    @Test
    void what_a_crash_cut_off_is_ended() throws IOException {
        journal().append(SampleEvents.intended(1)).get();
        String whole = text();
        for (String left :
                new String[] {whole.substring(0, whole.length() - 1), whole.substring(0, whole.length() - 9)}) {
            Files.writeString(journal().file(), left);
            journal().ready().get();
            assertThat(text()).startsWith(left).endsWith("\n");
        }
        Files.writeString(journal().file(), TornWriteRepair.HEADER.substring(0, 10));
        journal().ready().get();
        assertThat(text()).isEqualTo(TornWriteRepair.HEADER);
    }

    @Test
    void without_a_folder_it_is_not() {
        assertThat(FileJournal.at(folder.resolve("none/orders.journal")).ready().isLeft())
                .isTrue();
    }
}
