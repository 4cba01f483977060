package io.github.reel4j.testkit.simulator;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * The script of one task: how long it is queued and runs, how it ends, which polls fail. Get one from
 * {@link Simulator#nextTask}. Thread-safe.
 *
 * <p>A call has no effect after the task was accepted. A second duration replaces the first, unless a fault was added
 * between the two: then the task is queued, or runs, that much longer.
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

    /** Keeps the task queued for {@code time}, by the simulator's clock. */
    public synchronized TaskScript queued(Duration time) {
        plan = plan.queued(queuedFor.plus(time));
        queuedStatus = true;
        return this;
    }

    /** Keeps the task queued for this time, by the simulator's clock. */
    public TaskScript queued(long time, TimeUnit unit) {
        return queued(Duration.of(time, unit.toChronoUnit()));
    }

    /** Keeps the task queued for this time, by the simulator's clock. */
    public TaskScript queued(long time, ChronoUnit unit) {
        return queued(Duration.of(time, unit));
    }

    /** Lets the task run for {@code time}, by the simulator's clock. */
    public synchronized TaskScript running(Duration time) {
        plan = plan.running(runningFor.plus(time));
        runningStatus = true;
        return this;
    }

    /** Lets the task run for this time, by the simulator's clock. */
    public TaskScript running(long time, TimeUnit unit) {
        return running(Duration.of(time, unit.toChronoUnit()));
    }

    /** Lets the task run for this time, by the simulator's clock. */
    public TaskScript running(long time, ChronoUnit unit) {
        return running(Duration.of(time, unit));
    }

    /**
     * Plays {@code fault} at one poll of this task: the first one after the durations scripted so far have passed and
     * the faults scripted so far were played. Polls of other tasks are not affected, and the task itself continues.
     */
    public synchronized TaskScript endsWith(Fault fault) {
        queuedFor = queuedStatus ? plan.queued() : queuedFor;
        runningFor = runningStatus ? plan.running() : runningFor;
        // a running task has been queued first, for the default duration if none was scripted
        plan = plan.withFault(runningStatus ? plan.queued().plus(runningFor) : queuedFor, fault);
        return this;
    }

    /** Lets the task end with {@code result}. */
    public synchronized TaskScript endsWith(TaskResult result) {
        plan = plan.result(result);
        return this;
    }

    /**
     * Sets how the callback of the task is sent. No effect if the order has no callback URL or the vendor has no
     * callbacks.
     */
    public synchronized TaskScript withCallback(CallbackScript callback) {
        plan = plan.callback(callback);
        return this;
    }

    /** Lets the task fail with the vendor's code and message; see {@link TaskResult#failure}. */
    public TaskScript fails(String code, String message) {
        return endsWith(TaskResult.failure(code, message));
    }

    /** Lets the task end as cancelled; see {@link TaskResult#cancellation}. */
    public TaskScript isCancelled() {
        return endsWith(TaskResult.cancellation());
    }

    /** Lets the task end as cancelled, for this reason; see {@link TaskResult#cancellation(String)}. */
    public TaskScript isCancelled(String reason) {
        return endsWith(TaskResult.cancellation(reason));
    }

    /**
     * Reports this number of tasks before the task while it is queued.
     *
     * @param tasks 0 or more
     */
    public synchronized TaskScript queuePosition(int tasks) {
        plan = plan.queuePosition(tasks);
        return this;
    }

    /** Lets the task succeed, which is the default. */
    public TaskScript succeeds() {
        return endsWith(TaskResult.success());
    }

    /** Lets the task succeed without the URL of a video; see {@link TaskResult#successWithoutUrl}. */
    public TaskScript succeedsWithoutUrl() {
        return endsWith(TaskResult.successWithoutUrl());
    }

    /** Reports this status value while the task runs, for example an undocumented one. */
    public synchronized TaskScript reportsStatus(String status) {
        plan = plan.status(status);
        return this;
    }

    /**
     * Sets the task id, so that a recorded or documented poll can be replayed unchanged. By default the vendor makes a
     * new id.
     */
    public synchronized TaskScript id(String taskId) {
        plan = plan.id(taskId);
        return this;
    }

    synchronized TaskPlan plan() {
        return plan;
    }
}
