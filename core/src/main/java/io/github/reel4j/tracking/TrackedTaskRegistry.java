package io.github.reel4j.tracking;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.vavr.control.Either;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The state of all tracked tasks: when each is polled next, when each wait times out, and the stage of each
 * {@link TrackedTask}. The monitor of this object guards it. Methods neither block nor notify anyone; callers do that
 * without the lock. Thread-safe.
 *
 * <p>Lock order: a dispatcher may call {@link #tryStart} under its own lock, so this class never calls a dispatcher.
 */
final class TrackedTaskRegistry {

    private final Scheduler scheduler;
    private final PollAndDeadlineTimer schedule; // guarded by this
    private final TasksHoldingPermits activeTasks = new TasksHoldingPermits(); // guarded by this
    private boolean closed; // guarded by this
    private List<TaskRef> unfinishedAtClose = List.of(); // guarded by this

    /** The polls that are due and the waits whose deadline has passed. */
    record Due(List<TrackedTask> polls, List<WaitRegistration> expired) {

        private static final Due NOTHING = new Due(List.of(), List.of());
    }

    /** The removed waits of a task that has ended, and whether the task counted against the vendor's task limit. */
    record Completion(List<WaitRegistration> waits, boolean wasActive) {}

    /** Creates an empty state; {@code onTimer} runs on the timer thread with the token for {@link #takeDue}. */
    TrackedTaskRegistry(Scheduler scheduler, Consumer<Object> onTimer) {
        this.scheduler = scheduler;
        this.schedule = new PollAndDeadlineTimer(scheduler, onTimer);
    }

    synchronized List<TaskRef> unfinished() {
        return closed
                ? unfinishedAtClose
                : Stream.concat(schedule.waits().stream().map(WaitRegistration::task), activeTasks.all().stream())
                        .filter(each -> each.end().isEmpty())
                        .map(TrackedTask::task)
                        .distinct()
                        .toList();
    }

    /** Removes and returns all waits. No wait is added and no poll starts from now on. */
    synchronized List<WaitRegistration> close() {
        unfinishedAtClose = unfinished();
        closed = true;
        List<WaitRegistration> open = schedule.waits();
        schedule.clear();
        return open;
    }

    /** Adds a wait and schedules its task. Returns false if the task has ended or the tracker is closed. */
    synchronized boolean add(WaitRegistration wait) {
        boolean open = !closed && wait.task().end().isEmpty();
        if (open) {
            schedule.add(wait);
            schedule.schedule(wait.task());
            schedule.rearm();
        }
        return open;
    }

    /** Removes a wait, and the task's next poll if no wait remains. */
    synchronized void remove(WaitRegistration wait) {
        if (schedule.remove(wait)) {
            schedule.unscheduleIfIdle(wait.task());
            schedule.rearm();
        }
    }

    /** Takes everything that is due when the timer fires. Returns nothing if the timer was replaced meanwhile. */
    synchronized Due takeDue(Object timerToken) {
        if (!schedule.isCurrent(timerToken)) {
            return Due.NOTHING;
        }
        long now = scheduler.nanoTime();
        List<WaitRegistration> expired = schedule.drainExpiredWaits(now);
        List<TrackedTask> polls = schedule.drainDuePolls(now);
        schedule.rearm();
        return new Due(polls, expired);
    }

    /** Moves the next poll of a task forward to now, or to the earliest time that is allowed. */
    synchronized void requestPoll(TrackedTask task) {
        if (task.stage() == PollStage.POLLING) {
            task.markPollRequested();
            return;
        }
        long now = scheduler.nanoTime();
        long soon = task.notBefore() - now > 0 ? task.notBefore() : now;
        if (soon - task.dueAt() < 0) {
            schedule.move(task, soon);
            schedule.rearm();
        }
    }

    /** Replaces the fallback time of the first poll by the time that the policy chose, unless a hint has moved it. */
    synchronized void replaceFirstPoll(TrackedTask task, long fallback, long dueAt) {
        boolean waits = task.stage() == PollStage.IDLE || task.stage() == PollStage.SCHEDULED;
        if (waits && task.dueAt() == fallback) {
            schedule.move(task, dueAt);
            schedule.rearm();
        }
    }

    /** Claims a task for its poll. Returns false if its result is not needed any more. */
    synchronized boolean tryStart(TrackedTask task) {
        boolean wanted = !closed && task.hasListeners();
        task.stage(wanted ? PollStage.POLLING : PollStage.IDLE);
        return wanted;
    }

    /** Records the end of a task. */
    synchronized void end(TrackedTask task, Either<VideoFailure, GeneratedVideo> how) {
        task.end(how);
    }

    /**
     * Schedules the next poll after one that did not end the task.
     *
     * @param endsWaits whether all waits end nevertheless
     * @return the waits that end: all of them, or those in their grace period; they have been removed
     */
    synchronized List<WaitRegistration> reschedule(TrackedTask task, NextPollTime next, boolean endsWaits) {
        task.dueAt(next.dueAt());
        task.notBefore(next.notBefore());
        task.stage(PollStage.IDLE);
        List<WaitRegistration> finished = task.waits().stream()
                .filter(wait -> endsWaits || wait.isInGracePeriod())
                .toList();
        finished.forEach(schedule::remove);
        if (!closed && task.hasListeners()) {
            schedule.schedule(task);
        }
        if (task.clearPollRequest()) {
            requestPoll(task);
        }
        schedule.rearm();
        return finished;
    }

    /**
     * Removes the waits for a task that has ended, and the task from those that count against the vendor's task limit.
     */
    synchronized Completion complete(TrackedTask task) {
        List<WaitRegistration> all = task.waits();
        all.forEach(schedule::remove);
        boolean wasActive = activeTasks.remove(task);
        schedule.rearm();
        return new Completion(all, wasActive);
    }

    /** Adds a task that counts against the vendor's task limit. Returns whether it is the first of its dispatcher. */
    synchronized boolean addActive(TrackedTask task) {
        return activeTasks.add(task);
    }

    /**
     * Schedules all tasks that count against the task limit of {@code dispatcher}, because an order waits for one to
     * end.
     */
    synchronized void pollActiveTasks(RequestDispatcher dispatcher) {
        for (TrackedTask task : activeTasks.of(dispatcher)) {
            task.keepPolling();
            if (!closed) {
                schedule.schedule(task);
            }
        }
        schedule.rearm();
    }
}
