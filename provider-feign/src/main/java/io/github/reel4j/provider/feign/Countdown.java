package io.github.reel4j.provider.feign;

import java.time.Duration;

/** The time left until a deadline, on the clock that never jumps. */
final class Countdown {

    private final Duration total;
    private final long begin = System.nanoTime();

    private Countdown(Duration total) {
        this.total = total;
    }

    static Countdown of(Duration total) {
        return new Countdown(total);
    }

    /** What is left, never negative. */
    Duration left() {
        Duration left = total.minusNanos(System.nanoTime() - begin);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The given time, or what is left if that is less. */
    Duration atMost(Duration wanted) {
        Duration left = left();
        return left.compareTo(wanted) < 0 ? left : wanted;
    }

    boolean isOver() {
        return left().isZero();
    }
}
