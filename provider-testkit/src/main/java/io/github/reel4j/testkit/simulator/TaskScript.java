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

    private TaskPlan plan;
    private Duration queuedFor = Duration.ZERO;
    private Duration runningFor = Duration.ZERO;
    private boolean queuedStatus;
    private boolean runningStatus;

    TaskScript(TaskPlan plan) {
        this.plan = plan;
    }

    /** Waits in the queue this long, by the simulator's clock. */
    public synchronized TaskScript queued(Duration time) {
        plan = plan.queued(queuedFor.plus(time));
        queuedStatus = true;
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
        plan = plan.running(runningFor.plus(time));
        runningStatus = true;
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
    public synchronized TaskScript endsWith(Fault fault) {
        queuedFor = queuedStatus ? plan.queued() : queuedFor;
        runningFor = runningStatus ? plan.running() : runningFor;
        // a task that is said to run has waited in the queue, also if no word was lost about how long
        plan = plan.withFault(runningStatus ? plan.queued().plus(runningFor) : queuedFor, fault);
        return this;
    }

    /** Ends as told. */
    public synchronized TaskScript endsWith(TaskResult result) {
        plan = plan.result(result);
        return this;
    }

    /** Has its callback fare so, if its order asks for one and the vendor knows callbacks. */
    public synchronized TaskScript withCallback(CallbackScript callback) {
        plan = plan.callback(callback);
        return this;
    }

    /** Ends badly, in the vendor's words; for example {@code fails("CONTENT_VIOLATION", "Content violates safety guidelines")}. */
    public TaskScript fails(String code, String message) {
        return endsWith(TaskResult.failure(code, message));
    }

    /** Ends well, which is also what a task without a script does. */
    public TaskScript succeeds() {
        return endsWith(TaskResult.success());
    }

    /** Is reported as a success, but with no address of a file, as in the sample of Pixazo's text-to-video document. */
    public TaskScript succeedsWithoutUrl() {
        return endsWith(TaskResult.successWithoutUrl());
    }

    /** Reports this status word, for example one no document has, while it runs. */
    public synchronized TaskScript reportsStatus(String word) {
        plan = plan.status(word);
        return this;
    }

    /** Gets this id instead of a new one, so that a recorded poll of it, or a document's, can be sent as it is. */
    public synchronized TaskScript id(String taskId) {
        plan = plan.id(taskId);
        return this;
    }

    synchronized TaskPlan plan() {
        return plan;
    }
}
