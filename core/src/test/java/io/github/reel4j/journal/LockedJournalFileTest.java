package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LockedJournalFileTest {

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void create() {
        file = folder.resolve("orders.journal");
        FileJournal.at(file).ready().get();
    }

    private LockingJournalFile writer(Duration timeout) {
        return new LockingJournalFile(file, timeout);
    }

    @Test
    void a_lock_held_by_another_program_times_out() throws IOException {
        AtomicInteger works = new AtomicInteger();
        try (LockHolder other = LockHolder.of(file)) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> writer(Duration.ofMillis(50)).write(channel -> works.incrementAndGet()))
                    .isInstanceOf(LockingJournalFile.LockTimeoutException.class);
            assertThat(works).hasValue(0);
            String text = writer(Duration.ZERO).read((channel, progress) -> JournalChannel.text(channel));
            assertThat(text).isEqualTo(JournalFileCheck.HEADER);
        }
    }

    @Test
    void a_lock_released_in_time_is_acquired() throws Exception {
        CompletableFuture<String> written = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                written.complete(writer(Duration.ofSeconds(50)).write(channel -> "mine"));
            } catch (IOException e) {
                written.completeExceptionally(e);
            }
        });
        try (LockHolder other = LockHolder.of(file)) {
            assertThat(other).isNotNull();
            waiting.start();
            waiting.join(100);
            assertThat(written).isNotDone();
        }
        assertThat(written.get(50, TimeUnit.SECONDS)).isEqualTo("mine");
    }

    @Test
    void an_interrupt_does_not_stop_an_operation_and_stays_set() throws IOException {
        AtomicInteger works = new AtomicInteger();
        Thread caller = Thread.currentThread();
        String text = writer(Duration.ofSeconds(10)).write(channel -> {
            works.incrementAndGet();
            caller.interrupt();
            return JournalChannel.text(channel);
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(text).isEqualTo(JournalFileCheck.HEADER);
        assertThat(works).hasValue(1);
    }

    @Test
    void an_earlier_interrupt_does_not_stop_an_operation() throws IOException {
        AtomicInteger works = new AtomicInteger();
        Thread.currentThread().interrupt();
        int times = writer(Duration.ofSeconds(10)).write(channel -> works.incrementAndGet());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(times).isEqualTo(1);
    }
}
