package io.github.reel4j.testkit.simulator;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Says what will become of the next accepted task. Lines said after the task was accepted come too late and change nothing.
 * A time said twice replaces the first, unless a fault stands between the two: then the task waits, or runs, that much longer.
 * Thread-safe.
 */
public final class TaskScript {

    private Plan plan;
    private Duration queuedBefore = Duration.ZERO;
    private Duration ranBefore = Duration.ZERO;
    private boolean queuedSaid;
    private boolean runningSaid;

    TaskScript(Plan plan) {
        this.plan = plan;
    }

    /** Waits in the queue this long, by the simulator's clock. */
    public synchronized TaskScript queued(Duration time) {
        plan = plan.queued(queuedBefore.plus(time));
        queuedSaid = true;
        return this;
    }

    public TaskScript queued(long time, TimeUnit unit) {
        return queued(Duration.of(time, unit.toChronoUnit()));
    }

    public TaskScript queued(long time, ChronoUnit unit) {
        return queued(Duration.of(time, unit));
    }

    /** Runs this long, by the simulator's clock. */
    public synchronized TaskScript running(Duration time) {
        plan = plan.running(ranBefore.plus(time));
        runningSaid = true;
        return this;
    }

    public TaskScript running(long time, TimeUnit unit) {
        return running(Duration.of(time, unit.toChronoUnit()));
    }

    public TaskScript running(long time, ChronoUnit unit) {
        return running(Duration.of(time, unit));
    }

    /**
     * Lets one poll of this task go wrong: the first after the times said so far have passed, and after the faults said so far
     * have struck. Polls of other tasks are not touched. Until then, and afterwards, the task goes on.
     */
    public synchronized TaskScript then(Fault fault) {
        queuedBefore = queuedSaid ? plan.queued() : queuedBefore;
        ranBefore = runningSaid ? plan.running() : ranBefore;
        // a task that is said to run has waited in the queue, also if no word was lost about how long
        plan = plan.incident(runningSaid ? plan.queued().plus(ranBefore) : queuedBefore, fault);
        return this;
    }

    /** Ends as told. */
    public synchronized TaskScript then(Ending ending) {
        plan = plan.ending(ending);
        return this;
    }

    /** Has its callback fare so, if its order asks for one and the vendor knows callbacks. */
    public synchronized TaskScript callsBack(Callback callback) {
        plan = plan.callback(callback);
        return this;
    }

    /** Ends badly, in the vendor's words; for example {@code fails("CONTENT_VIOLATION", "Content violates safety guidelines")}. */
    public TaskScript fails(String code, String message) {
        return then(Ending.failure(code, message));
    }

    /** Ends well, which is also what a task without a script does. */
    public TaskScript succeeds() {
        return then(Ending.success());
    }

    /** Is reported as a success, but with no address of a file, as in the sample of Pixazo's text-to-video document. */
    public TaskScript succeedsWithoutUrl() {
        return then(Ending.successWithoutUrl());
    }

    /** Reports this status word, for example one no document has, while it runs. */
    public synchronized TaskScript reportsStatus(String word) {
        plan = plan.word(word);
        return this;
    }

    /** Gets this id instead of a new one, so that a recorded poll of it, or a document's, can be sent as it is. */
    public synchronized TaskScript id(String taskId) {
        plan = plan.id(taskId);
        return this;
    }

    synchronized Plan plan() {
        return plan;
    }
}
