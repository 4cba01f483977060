package io.github.reel4j.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
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

    /** Blocks until {@code until} is released, ignoring interrupts. */
    private boolean blockForever(CountDownLatch until) {
        boolean finished = false;
        while (!finished) {
            try {
                until.await();
                finished = true;
            } catch (InterruptedException e) {
                // keeps blocking
            }
        }
        return true;
    }

    @Test
    void results_and_exceptions_are_passed_on() throws Exception {
        TimeLimitedCalls calls = new TimeLimitedCalls("test", Duration.ofSeconds(20));
        assertThat(calls.call(() -> 17)).isEqualTo(17);
        assertThatThrownBy(() -> calls.call(() -> {
                    throw new LinkageError("it");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(LinkageError.class);
    }

    @Test
    void a_call_has_the_context_class_loader_of_its_caller() throws Exception {
        TimeLimitedCalls calls = new TimeLimitedCalls("test", Duration.ofSeconds(20));
        AtomicReference<Thread> used = new AtomicReference<>(Thread.currentThread());
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        try (URLClassLoader first = new URLClassLoader(new URL[0]);
                URLClassLoader second = new URLClassLoader(new URL[0])) {
            for (ClassLoader context : List.of(first, second)) {
                caller.setContextClassLoader(context);

                ClassLoader seen = calls.call(() -> {
                    used.set(Thread.currentThread());
                    return Thread.currentThread().getContextClassLoader();
                });

                assertThat(seen).isSameAs(context);
                assertThat(used.get()).isNotSameAs(caller);
                assertThat(Objects.requireNonNull(used.get()).getContextClassLoader())
                        .as("an idle thread does not keep it")
                        .isNull();
            }
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    @Test
    void a_blocked_call_is_abandoned_and_the_next_one_runs() throws Exception {
        TimeLimitedCalls calls = new TimeLimitedCalls("test", SHORT);
        for (int call = 0; call < 20; call++) {
            assertThatThrownBy(() -> calls.call(this::block)).isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void after_four_stuck_calls_no_call_runs_until_one_returns() throws Exception {
        TimeLimitedCalls calls = new TimeLimitedCalls("test", SHORT);
        CountDownLatch until = new CountDownLatch(1);
        for (int call = 0; call < 4; call++) {
            assertThatThrownBy(() -> calls.call(() -> blockForever(until))).isInstanceOf(TimeoutException.class);
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
    void an_interrupt_does_not_end_the_wait_and_is_preserved() throws Exception {
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
        calls.run(() -> blockForever(never));
        never.countDown();
    }
}
