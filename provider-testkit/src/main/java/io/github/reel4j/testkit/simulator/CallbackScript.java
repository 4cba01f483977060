package io.github.reel4j.testkit.simulator;

import java.time.Duration;

/**
 * Whether, when and how often the callback of a task is sent, if its order has a callback URL. Immutable.
 *
 * <pre>{@code simulator.nextTask().withCallback(CallbackScript.never());}</pre>
 */
public final class CallbackScript {

    private final int times;
    private final Duration late;
    private final boolean early;
    private final boolean forged;

    private CallbackScript(int times, Duration late, boolean early, boolean forged) {
        this.times = times;
        this.late = late;
        this.early = early;
        this.forged = forged;
    }

    /** Sends the callback once, when the task has ended. This is the default. */
    public static CallbackScript once() {
        return repeated(1);
    }

    /** Never sends the callback. */
    public static CallbackScript never() {
        return repeated(0);
    }

    /** Sends the callback {@code times} times, each after the response to the one before. */
    public static CallbackScript repeated(int times) {
        return new CallbackScript(times, Duration.ZERO, false, false);
    }

    /** Sends the callback this long after the task has ended, by the simulator's clock. */
    public static CallbackScript late(Duration time) {
        return new CallbackScript(1, time, false, false);
    }

    /** Sends the callback before the response to the submit, whatever the status of the task is then. */
    public static CallbackScript early() {
        return new CallbackScript(1, Duration.ZERO, true, false);
    }

    /** Sends a forged callback: with another task id and, if the vendor signs callbacks, with an invalid signature. */
    public static CallbackScript forged() {
        return new CallbackScript(1, Duration.ZERO, false, true);
    }

    int times() {
        return times;
    }

    Duration late() {
        return late;
    }

    boolean isEarly() {
        return early;
    }

    CallbackMessage toMessage(CallbackMessage genuine, String taskId) {
        return forged ? genuine.forged(taskId) : genuine;
    }
}
