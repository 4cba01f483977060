package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalChannelTest {

    @TempDir
    private Path folder;

    private SlowChannel channel() throws IOException {
        Path file = folder.resolve("orders.journal");
        JournalChannel.create(file);
        return new SlowChannel(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Test
    void short_writes_are_completed_and_forced_to_the_disk() throws IOException {
        try (SlowChannel channel = channel()) {
            JournalChannel.add(channel, "the first line\n");
            JournalChannel.add(channel, "and another\n");

            assertThat(channel.forced()).containsExactly(15L, 27L);
            assertThat(JournalChannel.text(channel)).isEqualTo("the first line\nand another\n");
        }
        try (SlowChannel again = channel()) {
            assertThat(JournalChannel.text(again)).isEqualTo("the first line\nand another\n");
        }
    }

    @Test
    void text_returns_the_part_that_exists() throws IOException {
        try (SlowChannel channel = channel()) {
            JournalChannel.add(channel, "the first line\n");

            assertThat(JournalChannel.text(channel, 4, 9)).isEqualTo("first");
            assertThat(JournalChannel.text(channel, 14, 15)).isEqualTo("\n");
            assertThat(JournalChannel.text(channel, 10, 99)).isEqualTo("line\n");
            assertThat(JournalChannel.text(channel, 3, 3)).isEmpty();
        }
    }
}
