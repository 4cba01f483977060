package io.github.reel4j.tracking;

import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.port.Scheduler;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Follows any number of tasks to their ends: one agenda and one alarm for all of them; a poll that is due goes to its vendor's lane.
 * Calls and callbacks are made on workers, never under the lock. Thread-safe.
 */
@Singleton
public final class TaskTracker {

    private static final SafeLog LOG = SafeLog.of(TaskTracker.class);

    private static final Duration LISTENER_TIMEOUT = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final ListenerExecutor executor;
    private final SafePollPolicy policy;
    private final PollSchedule schedule;
    private final ActiveTasks activeTasks = new ActiveTasks();
    private boolean closed;
    private List<TaskRef> unfinishedAtClose = List.of();

    @Inject
    TaskTracker(Scheduler scheduler, PollPolicy policy) {
        this.scheduler = scheduler;
        this.executor = new ListenerExecutor(scheduler);
        this.policy = new SafePollPolicy(policy, executor);
        this.schedule = new PollSchedule(scheduler, this::onTimer);
    }

    /** Runs the code of those who are told something. */
    public ListenerExecutor notifier() {
        return executor;
    }

    /** Takes up a task that was ordered just now, in a turn of {@code vendor}'s lane. */
    public TrackedTask trackNew(StatusPoller poller, TaskRef task, Optional<Resolution> resolution) {
        TrackedTask tracking = new TrackedTask(this, poller, task, resolution, scheduler.nanoTime(), Duration.ZERO);
        if (policy.mayBlock()) {
            long unasked = tracking.timeOf(SafePollPolicy.unasked(tracking));
            tracking.dueAt(unasked);
            policy.ask(() -> firstPollAt(tracking, unasked, tracking.timeOf(policy.nextPollAt(tracking))));
        } else {
            tracking.dueAt(tracking.timeOf(policy.nextPollAt(tracking)));
        }
        if (poller.dispatcher().limitsTasks()) {
            holdSlot(tracking, poller.dispatcher());
        }
        return tracking;
    }

    /** An order may wait already: the lane told of it before the task was held, and may tell nobody again until a task ends. */
    private void holdSlot(TrackedTask task, RequestDispatcher dispatcher) {
        if (keepSlot(task)) {
            dispatcher.onTaskLimitReached(() -> pollActiveTasks(dispatcher));
        }
        if (dispatcher.isStarved()) { // asked without our lock: the lane takes it under its own
            pollActiveTasks(dispatcher);
        }
    }

    /** Takes up a task that was ordered before, here or elsewhere. */
    public TrackedTask trackExisting(StatusPoller poller, TaskRef task, Optional<Resolution> resolution) {
        Duration age = Duration.between(task.submittedAt(), scheduler.now());
        long known = Math.max(1, NanoDurations.of(age)); // a clock that was set back makes it new, not unborn
        return new TrackedTask(this, poller, task, resolution, scheduler.nanoTime(), Duration.ofNanos(known));
    }

    /**
     * The tasks that have not ended, of those that somebody waits for or that count against a vendor's limit; after closing, those of
     * then.
     */
    public synchronized List<TaskRef> unfinished() {
        return closed
                ? unfinishedAtClose
                : Stream.concat(schedule.waits().stream().map(WaitRegistration::task), activeTasks.all().stream())
                        .filter(each -> each.end().isEmpty())
                        .map(TrackedTask::task)
                        .distinct()
                        .toList();
    }

    /** Ends every wait; later ones end at once. */
    public void close() {
        List<WaitRegistration> open;
        synchronized (this) {
            unfinishedAtClose = unfinished();
            closed = true;
            open = schedule.waits();
            schedule.clear();
        }
        open.forEach(WaitRegistration::close);
    }

    WaitRegistration addWait(TrackedTask task, WaitListener listener, Duration timeout) {
        WaitRegistration wait;
        boolean open;
        synchronized (this) {
            wait = new WaitRegistration(task, listener, scheduler.nanoTime() + NanoDurations.of(timeout));
            open = !closed && task.end().isEmpty();
            if (open) {
                schedule.add(wait);
                schedule.schedule(task);
                schedule.rearm();
            }
        }
        if (!open) {
            wait.close();
        }
        return wait;
    }

    synchronized void removeWait(WaitRegistration wait) {
        if (schedule.remove(wait)) {
            schedule.unscheduleIfIdle(wait.task());
            schedule.rearm();
        }
    }

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

    double priority(TrackedTask task) {
        return policy.priority(task, task.age(scheduler.nanoTime()));
    }

    boolean policyMayBlock() {
        return policy.mayBlock();
    }

    Instant wallTime(long nanoTime) {
        return scheduler.now().minusNanos(scheduler.nanoTime() - nanoTime);
    }

    synchronized boolean tryStart(TrackedTask task) {
        boolean wanted = !closed && task.hasWaiters();
        task.stage(wanted ? PollStage.POLLING : PollStage.IDLE);
        return wanted;
    }

    /**
     * One poll, on a worker. The next is arranged before anybody is told of this one: who is told may take long.
     *
     * @return tells those who wait; empty if nobody's wait is over
     */
    Optional<Runnable> poll(TrackedTask task) {
        Either<VideoFailure, TaskStatus> result = task.poller().status(task.task());
        long now = scheduler.nanoTime();
        Optional<Either<VideoFailure, GeneratedVideo>> end = task.pollState().add(result, task.age(now), now);
        if (end.isPresent() && !CompletionRules.endsWaitOnly(end.get())) {
            end(task, end.get());
            return Optional.of(() -> {
                policy.ended(task, task.age(now));
                tellFirst(task, result, now, () -> completeWaits(task));
            });
        }
        if (policy.mayBlock()) {
            policy.ask(() -> arrangeNext(task, result, now, end).ifPresent(Runnable::run));
            return Optional.empty();
        }
        return arrangeNext(task, result, now, end);
    }

    /** Tells those whose wait is over; empty if there is nobody. */
    private Optional<Runnable> arrangeNext(
            TrackedTask task,
            Either<VideoFailure, TaskStatus> result,
            long now,
            Optional<Either<VideoFailure, GeneratedVideo>> end) {
        List<WaitRegistration> finished =
                reschedule(task, PollDelay.of(task, policy.nextPollAt(task), result, now), end.isPresent());
        if (finished.isEmpty()) {
            observation(task, result, now)
                    .ifPresent(seen -> task.listenersToNotify().ifPresent(each -> each.publish(seen, () -> {})));
            return Optional.empty();
        }
        return Optional.of(() -> tellFirst(
                task, result, now, () -> finished.forEach(wait -> end.ifPresentOrElse(wait::end, wait::expire))));
    }

    /** What listeners are to hear; empty if there are none, or no status was seen. */
    private static Optional<PollEvent> observation(
            TrackedTask task, Either<VideoFailure, TaskStatus> result, long now) {
        return task.listenersToNotify()
                .flatMap(listeners -> result.toJavaOptional().map(status -> task.pollEvent(status, now)));
    }

    /** Tells the listeners and then those who wait, who wait a second for the listeners at most. */
    private void tellFirst(TrackedTask task, Either<VideoFailure, TaskStatus> result, long now, Runnable tellWaits) {
        Optional<PollEvent> seen = observation(task, result, now);
        if (seen.isEmpty()) {
            tellWaits.run();
            return;
        }
        AtomicBoolean reported = new AtomicBoolean();
        Runnable once = () -> {
            if (reported.compareAndSet(false, true)) {
                tellWaits.run();
            }
        };
        Scheduler.Cancellable timer = setTimer(LISTENER_TIMEOUT, () -> execute(once));
        task.listenersToNotify()
                .ifPresent(listeners -> listeners.publish(seen.get(), () -> {
                    timer.cancel();
                    once.run();
                }));
    }

    private synchronized void firstPollAt(TrackedTask task, long unasked, long dueAt) {
        boolean waits = task.stage() == PollStage.IDLE || task.stage() == PollStage.SCHEDULED;
        if (waits && task.dueAt() == unasked) { // and no hint has moved it
            schedule.move(task, dueAt);
            schedule.rearm();
        }
    }

    private synchronized void end(TrackedTask task, Either<VideoFailure, GeneratedVideo> how) {
        task.end(how);
    }

    /** The waits that had their last chance, or all. */
    private synchronized List<WaitRegistration> reschedule(TrackedTask task, PollDelay next, boolean withoutWaits) {
        task.dueAt(next.dueAt());
        task.notBefore(next.notBefore());
        task.stage(PollStage.IDLE);
        List<WaitRegistration> finished = task.waits().stream()
                .filter(wait -> withoutWaits || wait.isInGracePeriod())
                .toList();
        finished.forEach(schedule::remove);
        if (!closed && task.hasWaiters()) {
            schedule.schedule(task);
        }
        if (task.clearPollRequest()) {
            requestPoll(task);
        }
        schedule.rearm();
        return finished;
    }

    private void completeWaits(TrackedTask task) {
        List<WaitRegistration> all;
        boolean heldSlot;
        synchronized (this) {
            all = task.waits();
            all.forEach(schedule::remove);
            heldSlot = activeTasks.remove(task);
            schedule.rearm();
        }
        if (heldSlot) {
            task.poller().dispatcher().releaseTask();
        }
        all.stream().skip(1).forEach(wait -> executor.execute(wait::close)); // one may write to a journal that hangs
        all.stream().limit(1).forEach(WaitRegistration::close);
    }

    private void onTimer(Object bell) {
        List<TrackedTask> polls;
        List<WaitRegistration> expired;
        synchronized (this) {
            if (!schedule.isCurrent(bell)) {
                return;
            }
            long now = scheduler.nanoTime();
            expired = schedule.drainExpiredWaits(now);
            polls = schedule.drainDuePolls(now);
            schedule.rearm();
        }
        polls.forEach(task -> task.poller().dispatcher().enqueue(task));
        if (!expired.isEmpty()) {
            execute(() -> expired.forEach(WaitRegistration::expire));
        }
    }

    private synchronized boolean keepSlot(TrackedTask task) {
        return activeTasks.add(task);
    }

    private synchronized void pollActiveTasks(RequestDispatcher dispatcher) {
        for (TrackedTask task : activeTasks.of(dispatcher)) {
            task.keepPolling();
            if (!closed) {
                schedule.schedule(task);
            }
        }
        schedule.rearm();
    }

    private Scheduler.Cancellable setTimer(Duration delay, Runnable work) {
        try {
            return scheduler.schedule(delay, work);
        } catch (RejectedExecutionException e) {
            return () -> {}; // time has ended, and the waits with it
        }
    }

    private void execute(Runnable work) {
        try {
            scheduler.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("time has ended; waits end with it");
        }
    }
}
