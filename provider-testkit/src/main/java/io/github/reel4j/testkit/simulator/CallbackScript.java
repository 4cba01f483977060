package io.github.reel4j.testkit.simulator;

import java.time.Duration;

/** How the callback of a scripted task fares, if its order asks for one; written {@code nextTask().callsBack(lost())}. Immutable. */
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

    /** Comes once, when the task has ended; so it does without a script. */
    public static CallbackScript once() {
        return repeated(1);
    }

    /** Never comes. */
    public static CallbackScript never() {
        return repeated(0);
    }

    /** Comes several times, each after the one before has been answered. */
    public static CallbackScript repeated(int times) {
        return new CallbackScript(times, Duration.ZERO, false, false);
    }

    /** Comes so long after the task has ended, by the simulator's clock. */
    public static CallbackScript late(Duration time) {
        return new CallbackScript(1, time, false, false);
    }

    /** Comes, and is answered, before the submit is, whatever has become of the task by then. */
    public static CallbackScript early() {
        return new CallbackScript(1, Duration.ZERO, true, false);
    }

    /** Comes with another task's id, and with a signature, if there is one, that does not fit. */
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
