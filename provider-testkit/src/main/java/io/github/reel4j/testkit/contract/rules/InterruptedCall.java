package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.EventualCondition;
import io.github.reel4j.testkit.contract.support.FastestAttempt;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A call whose thread is interrupted.
 *
 * @param result what the call returned
 * @param flag whether the interrupt flag was set after the call
 * @param elapsed the real time from the interrupt to the end of the call
 */
record InterruptedCall<T>(Either<VideoFailure, T> result, boolean flag, Duration elapsed) {

    /** The time in which an interrupted call must end. */
    static final Duration MAX_ELAPSED = Duration.ofSeconds(1);

    private static final Duration ARRIVAL = Duration.ofSeconds(10);

    /** A busy machine may need longer than {@link #MAX_ELAPSED}. Then the rule makes the call again. */
    private static final Duration RETURN = Duration.ofSeconds(3);

    /**
     * Runs a call on a thread of its own, and interrupts the thread as soon as {@code sent} holds.
     *
     * @param name for messages, for example {@code submit}
     */
    static <T> InterruptedCall<T> of(
            RuleCheck check, String name, Supplier<Either<VideoFailure, T>> call, BooleanSupplier sent) {
        return run(check, name, call, Optional.of(sent));
    }

    /** Runs a call on a thread that was interrupted before. */
    static <T> InterruptedCall<T> before(RuleCheck check, String name, Supplier<Either<VideoFailure, T>> call) {
        return run(check, name, call, Optional.empty());
    }

    private static <T> InterruptedCall<T> run(
            RuleCheck check, String name, Supplier<Either<VideoFailure, T>> call, Optional<BooleanSupplier> sent) {
        AtomicReference<InterruptedCall<T>> ended = new AtomicReference<>();
        AtomicLong interrupted = new AtomicLong(System.nanoTime());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            if (sent.isEmpty()) {
                Thread.currentThread().interrupt();
            }
            try {
                Either<VideoFailure, T> result = call.get();
                Duration elapsed = Duration.ofNanos(System.nanoTime() - interrupted.get());
                ended.set(new InterruptedCall<>(result, Thread.currentThread().isInterrupted(), elapsed));
            } catch (RuntimeException | Error e) {
                thrown.set(e);
            }
        });
        caller.setDaemon(true);
        caller.start();
        sent.ifPresent(condition -> {
            boolean unused =
                    EventualCondition.holdsWithin(ARRIVAL, () -> condition.getAsBoolean() || !caller.isAlive());
            // the client has not yet read what the vendor has sent
            boolean unusedResult = EventualCondition.holdsWithin(Duration.ofMillis(30), () -> false);
            interrupted.set(System.nanoTime());
            caller.interrupt();
        });
        try {
            caller.join(RETURN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
        Throwable problem = thrown.get();
        if (problem != null) {
            throw check.failed("a port returns a value", problem + " was thrown");
        }
        InterruptedCall<T> result = ended.get();
        if (result == null) {
            throw check.failed(
                    "the " + name + " returns within 1 s",
                    "it did not return within " + RETURN.toSeconds() + " s after the interrupt");
        }
        return result;
    }

    /**
     * Requires that a call ends within {@link #MAX_ELAPSED} after its interrupt.
     *
     * @param attempt makes an interrupted call and returns how long it took to end
     */
    static void requirePrompt(RuleCheck check, Supplier<Duration> attempt) {
        Duration elapsed = FastestAttempt.of(MAX_ELAPSED, attempt);
        check.require(
                elapsed.compareTo(MAX_ELAPSED) <= 0,
                "the call returns within " + MAX_ELAPSED.toSeconds() + " s after the interrupt",
                () -> "it returned after " + elapsed.toMillis() + " ms, in each of several attempts");
    }

    /** Requires that the interrupt flag is set. */
    InterruptedCall<T> requireFlag(RuleCheck check) {
        check.require(flag, "the interrupt flag is set", () -> "it was cleared");
        return this;
    }
}
