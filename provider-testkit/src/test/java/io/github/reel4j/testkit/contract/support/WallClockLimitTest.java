package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WallClockLimitTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private static String within(Duration max, CountDownLatch ends) {
        return WallClockLimit.runWithin(
                max,
                () -> {
                    try {
                        ends.await();
                        return "ended";
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                () -> new AssertionError("too long"));
    }

    @Test
    void the_result_of_a_call_is_returned() {
        assertThat(within(LONG, new CountDownLatch(0))).isEqualTo("ended");
    }

    @Test
    void a_call_that_does_not_end_throws_the_given_error() {
        assertThatThrownBy(() -> within(Duration.ofMillis(1), new CountDownLatch(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("too long");
    }

    @Test
    void errors_are_rethrown_and_exceptions_are_wrapped() {
        AssertionError broken = new AssertionError("broken");
        assertThatThrownBy(() -> WallClockLimit.runWithin(
                        LONG,
                        () -> {
                            throw broken;
                        },
                        AssertionError::new))
                .isSameAs(broken);
        assertThatThrownBy(() -> WallClockLimit.runWithin(
                        LONG,
                        () -> {
                            throw new IllegalStateException("stray");
                        },
                        AssertionError::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("stray");
    }

    @Test
    void an_interrupted_wait_fails_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> within(LONG, new CountDownLatch(1))).hasMessage("the test was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
