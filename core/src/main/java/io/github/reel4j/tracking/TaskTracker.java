package io.github.reel4j.tracking;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.event.EventPublisher;
import io.github.reel4j.event.TaskEvents;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.Scheduler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Polls any number of tasks until they end, with one schedule and one timer for all of them. There is no polling
 * thread. A task is polled only while a wait for it is open, or while an order waits for the vendor's task limit. The
 * loop:
 *
 * <ol>
 * <li>Any thread starts a wait with {@link TrackedTask#await}. Under the lock of {@link TrackedTaskRegistry}, it adds
 * the wait's deadline and the task's next poll to the {@link PollAndDeadlineTimer}, which sets one timer for the
 * earliest entry.
 * <li>The scheduler's timer thread, under the lock, takes the due polls and the expired waits and sets the next timer.
 * Without the lock, it hands each poll to the vendor's {@link RequestDispatcher} and the expired waits to a worker.
 * <li>The thread that runs the dispatch loop, once there is a permit, claims the poll ({@link TrackedTask#tryStart}).
 * It holds the dispatcher's lock and takes the tracker's; the reverse order is never used. If no wait is open, the poll
 * is dropped.
 * <li>A worker of the dispatcher sends the poll ({@link PollRunner}), without a lock. Under the lock it ends the task,
 * or schedules its next poll, which continues with step 2. (A polling policy that may block is called on a thread of
 * {@link ListenerExecutor}, which then does this.)
 * <li>The worker publishes the status to the listeners, which run on threads of {@link ListenerExecutor}. Then those
 * whose wait is over are notified: by the worker, by the listener thread that finishes last, or by a worker that a
 * timer starts if listeners take longer than 1 s.
 * </ol>
 *
 * <p>Thread-safe.
 */
@Singleton
public final class TaskTracker {

    private final Scheduler scheduler;
    private final ListenerExecutor executor;
    private final SafePollPolicy policy;
    private final TrackedTaskRegistry state;
    private final PollRunner runner;
    private final TaskEvents events;

    /** Creates a tracker without listeners to its events. */
    TaskTracker(Scheduler scheduler, PollPolicy policy) {
        this(scheduler, policy, new ListenerExecutor(scheduler), new TaskEvents(EventPublisher.none(scheduler)));
    }

    @Inject
    TaskTracker(Scheduler scheduler, PollPolicy policy, ListenerExecutor executor, TaskEvents events) {
        this.scheduler = scheduler;
        this.executor = executor;
        this.events = events;
        this.policy = new SafePollPolicy(policy, executor);
        this.state = new TrackedTaskRegistry(scheduler, this::onTimer);
        this.runner = new PollRunner(scheduler, executor, this.policy, state, events);
    }

    /** Returns the executor that runs listeners and other code of the program. */
    public ListenerExecutor notifier() {
        return executor;
    }

    /** Returns the clock and the workers of the client. */
    Scheduler scheduler() {
        return scheduler;
    }

    /** Returns where the events of tasks are published. */
    TaskEvents events() {
        return events;
    }

    /** Starts to track a task that was accepted just now, and whose order took a permit of the poller's dispatcher. */
    TrackedTask trackNew(StatusPoller poller, TaskRef task, Optional<Resolution> resolution) {
        TrackedTask tracked = new TrackedTask(this, poller, task, resolution, scheduler.nanoTime(), Duration.ZERO);
        if (policy.mayBlock()) {
            long fallback = tracked.timeOf(SafePollPolicy.fallback(tracked));
            tracked.dueAt(fallback);
            policy.run(() -> state.replaceFirstPoll(tracked, fallback, tracked.timeOf(policy.nextPollAt(tracked))));
        } else {
            tracked.dueAt(tracked.timeOf(policy.nextPollAt(tracked)));
        }
        if (poller.dispatcher().limitsTasks()) {
            holdTaskPermit(tracked, poller.dispatcher());
        }
        return tracked;
    }

    /** Starts to track a task that was accepted earlier, by this client or elsewhere. */
    TrackedTask trackExisting(StatusPoller poller, TaskRef task, Optional<Resolution> resolution) {
        Duration age = Duration.between(task.submittedAt(), scheduler.now());
        long known = Math.max(1, NanoDurations.of(age)); // positive even if the clock was set back: the task is not new
        return new TrackedTask(this, poller, task, resolution, scheduler.nanoTime(), Duration.ofNanos(known));
    }

    /**
     * Returns the tasks that have not ended and that have an open wait or count against a vendor's task limit. After
     * {@link #close}, returns the tasks for which this was true when the tracker was closed.
     */
    public List<TaskRef> unfinished() {
        return state.unfinished();
    }

    /** Ends all waits with {@link WaitEndListener#onClosed}. Later waits end immediately. */
    public void close() {
        state.close().forEach(WaitRegistration::close);
    }

    WaitRegistration addWait(TrackedTask task, WaitEndListener listener, Duration timeout) {
        WaitRegistration wait = new WaitRegistration(task, listener, scheduler.nanoTime() + NanoDurations.of(timeout));
        if (!state.add(wait)) {
            wait.close();
        }
        return wait;
    }

    void removeWait(WaitRegistration wait) {
        state.remove(wait);
    }

    void requestPoll(TrackedTask task) {
        state.requestPoll(task);
    }

    double priority(TrackedTask task) {
        return policy.priority(task, task.age(scheduler.nanoTime()));
    }

    boolean policyMayBlock() {
        return policy.mayBlock();
    }

    Instant wallTime(long nanoTime) {
        return scheduler.now().minusNanos(scheduler.nanoTime() - nanoTime);
    }

    boolean tryStart(TrackedTask task) {
        return state.tryStart(task);
    }

    Optional<Runnable> poll(TrackedTask task) {
        return runner.poll(task);
    }

    /**
     * Keeps the task's permit until the task ends. Polls all active tasks if an order waits already: the dispatcher may
     * have called its listeners before this task was added, and calls them again only after another change.
     */
    private void holdTaskPermit(TrackedTask task, RequestDispatcher dispatcher) {
        if (state.addActive(task)) {
            dispatcher.onTaskLimitReached(() -> state.pollActiveTasks(dispatcher));
        }
        if (dispatcher.isBlockedByTaskLimit()) { // takes the dispatcher's lock, so the tracker's must not be held
            state.pollActiveTasks(dispatcher);
        }
    }

    private void onTimer(Object token) {
        TrackedTaskRegistry.Due due = state.takeDue(token);
        due.polls().forEach(task -> task.poller().dispatcher().enqueue(task));
        if (!due.expired().isEmpty()) {
            runner.expire(due.expired());
        }
    }
}
