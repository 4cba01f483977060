package io.github.reel4j.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimeLimitedCallsTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    private final CountDownLatch never = new CountDownLatch(1);

    private boolean block() throws InterruptedException {
        never.await();
        return true;
    }

    /** Not even for an interrupt. */
    private boolean blockForGood(CountDownLatch until) {
        boolean finished = false;
        while (!finished) {
            try {
                until.await();
                finished = true;
            } catch (InterruptedException e) {
                // goes on
            }
        }
        return true;
    }

    @Test
    void what_is_returned_or_thrown_comes_through() throws Exception {
        TimeLimitedCalls calls = new TimeLimitedCalls("test", Duration.ofSeconds(20));
        assertThat(calls.call(() -> 17)).isEqualTo(17);
        assertThatThrownBy(() -> calls.call(() -> {
                    throw new LinkageError("it");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(LinkageError.class);
    }

    @Test
    void a_call_that_blocks_is_given_up_and_the_next_is_made() throws Exception {
        TimeLimitedCalls calls = new TimeLimitedCalls("test", SHORT);
        for (int call = 0; call < 20; call++) {
            assertThatThrownBy(() -> calls.call(this::block)).isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void after_four_that_never_return_no_more_are_made_until_they_do() throws Exception {
        TimeLimitedCalls calls = new TimeLimitedCalls("test", SHORT);
        CountDownLatch until = new CountDownLatch(1);
        for (int call = 0; call < 4; call++) {
            assertThatThrownBy(() -> calls.call(() -> blockForGood(until))).isInstanceOf(TimeoutException.class);
        }
        assertThatThrownBy(() -> calls.call(() -> 17)).hasMessage("earlier calls have not returned");
        CountDownLatch ran = new CountDownLatch(1);
        calls.run(ran::countDown);
        ran.await();
        until.countDown();
        int result = 0;
        while (result == 0) {
            try {
                result = calls.call(() -> 17);
            } catch (TimeoutException e) {
                Thread.onSpinWait();
            }
        }
        assertThat(result).isEqualTo(17);
    }

    @Test
    void an_interrupt_does_not_end_the_wait_and_stays_set() throws Exception {
        TimeLimitedCalls calls = new TimeLimitedCalls("test", Duration.ofSeconds(20));
        Thread.currentThread().interrupt();
        assertThat(calls.call(() -> Thread.currentThread().isInterrupted())).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void work_may_throw_and_may_block() {
        TimeLimitedCalls calls = new TimeLimitedCalls("test", SHORT);
        calls.run(() -> {
            throw new StackOverflowError();
        });
        calls.run(() -> blockForGood(never));
        never.countDown();
    }
}
