package io.github.reel4j.queue.worker;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Growing pauses between attempts, with jitter. Not thread-safe. */
final class Backoff {

    private final Duration max;
    private final long deadline;
    private long pauseMillis;

    private Backoff(Duration first, Duration max, Duration total) {
        this.pauseMillis = first.toMillis();
        this.max = max;
        this.deadline = System.nanoTime() + total.toNanos();
    }

    /** Returns pauses from 50 ms to 2 s for at most 20 s; a client waits 30 s for its journal. */
    static Backoff ofDatabase() {
        return new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(20));
    }

    /**
     * Returns the pause after {@code failures} failures: {@code first}, doubled each time up to {@code max}, between
     * half of that and all of it.
     */
    static Duration after(int failures, Duration first, Duration max) {
        long grown = Math.min(max.toMillis(), first.toMillis() << Math.min(Math.max(failures - 1, 0), 20));
        return Duration.ofMillis(grown / 2 + ThreadLocalRandom.current().nextLong(grown / 2 + 1));
    }

    /** Sleeps for the next pause. Returns false instead if the time is over or the thread is interrupted. */
    boolean sleep() {
        long pause = pauseMillis / 2 + ThreadLocalRandom.current().nextLong(pauseMillis / 2 + 1);
        if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) > deadline) {
            return false;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        pauseMillis = Math.min(max.toMillis(), pauseMillis * 2);
        return true;
    }
}
