package io.github.reel4j.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A file system that hangs blocks no caller for longer than the timeout. */
@Timeout(60)
class JournalThreadTest {

    private static final Duration SHORT = Duration.ofMillis(30);

    private final CountDownLatch recovered = new CountDownLatch(1);
    private final AtomicInteger started = new AtomicInteger();

    private String hang(JournalThread.PendingOperation call) {
        try {
            recovered.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return call.isAbandoned() ? "late" : "in time";
    }

    @Test
    @Tag("fault-154")
    void a_hanging_operation_fails_in_time_and_blocks_later_ones() throws IOException {
        JournalThread hanging = new JournalThread("hanging");
        assertThatThrownBy(() -> hanging.call(SHORT, this::hang))
                .isInstanceOf(JournalThread.UnresponsiveException.class);
        assertThatThrownBy(() -> hanging.call(SHORT, call -> started.incrementAndGet()))
                .isInstanceOf(JournalThread.UnresponsiveException.class);
        String another = new JournalThread("another").call(Duration.ofSeconds(50), call -> "done");
        assertThat(another).isEqualTo("done");

        recovered.countDown();
        String again = hanging.call(Duration.ofSeconds(50), call -> "again");
        assertThat(again).isEqualTo("again");
        assertThat(started).hasValue(0);
    }

    @Test
    void progress_restarts_the_timeout() throws IOException {
        int parts = new JournalThread("slow").call(Duration.ofMillis(200), call -> {
            for (int i = 0; i < 8; i++) {
                LockSupport.parkNanos(50_000_000);
                call.progress();
                started.incrementAndGet();
            }
            return started.get();
        });
        assertThat(parts).isEqualTo(8);
    }

    @Test
    void exceptions_of_an_operation_reach_its_caller() {
        JournalThread thread = new JournalThread("failing");
        assertThatThrownBy(() -> thread.call(SHORT.plusSeconds(50), call -> {
                    throw new IOException("disk");
                }))
                .hasMessage("disk");
        assertThatThrownBy(() -> thread.call(SHORT.plusSeconds(50), call -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void an_unresponsive_file_system_is_named_in_the_failure() {
        var failure = new JournalFailures(Path.of("/mnt/orders.journal"))
                .notWritten(new JournalThread.UnresponsiveException());
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.message())
                .startsWith("the journal /mnt/orders.journal is on a file system that does not respond.");
    }
}
