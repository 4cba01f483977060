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

/** A file system that hangs holds up nobody for longer than the timeout. */
@Timeout(60)
class JournalThreadTest {

    private static final Duration SHORT = Duration.ofMillis(30);

    private final CountDownLatch recovered = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    private String hang(JournalThread.Call call) {
        try {
            recovered.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return call.isAbandoned() ? "late" : "in time";
    }

    @Test
    @Tag("fault-154")
    void work_that_hangs_fails_its_callers_in_time_and_what_waits_never_begins() throws IOException {
        JournalThread hanging = new JournalThread("hanging");
        assertThatThrownBy(() -> hanging.call(SHORT, this::hang))
                .isInstanceOf(JournalThread.UnresponsiveException.class);
        assertThatThrownBy(() -> hanging.call(SHORT, call -> begun.incrementAndGet()))
                .isInstanceOf(JournalThread.UnresponsiveException.class);
        String another = new JournalThread("another").call(Duration.ofSeconds(50), call -> "done");
        assertThat(another).isEqualTo("done");

        recovered.countDown();
        String again = hanging.call(Duration.ofSeconds(50), call -> "again");
        assertThat(again).isEqualTo("again");
        assertThat(begun).hasValue(0);
    }

    @Test
    void work_that_makes_progress_is_waited_for() throws IOException {
        int parts = new JournalThread("slow").call(Duration.ofMillis(200), call -> {
            for (int i = 0; i < 8; i++) {
                LockSupport.parkNanos(50_000_000);
                call.progress();
                begun.incrementAndGet();
            }
            return begun.get();
        });
        assertThat(parts).isEqualTo(8);
    }

    @Test
    void what_the_work_throws_its_caller_gets() {
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
    void a_file_system_that_does_not_respond_is_told_as_such() {
        var failure = new JournalFailures(Path.of("/mnt/orders.journal"))
                .notWritten(new JournalThread.UnresponsiveException());
        assertThat(failure.kind()).isEqualTo(FailureKind.JOURNAL_FAILED);
        assertThat(failure.message())
                .startsWith("the journal /mnt/orders.journal is on a file system that does not respond.");
    }
}
