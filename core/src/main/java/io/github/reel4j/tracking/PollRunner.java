package io.github.reel4j.tracking;

import io.github.reel4j.event.TaskEvents;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes one poll on a worker: sends it, ends the task or schedules the next poll, then notifies listeners and waiters.
 * Holds no lock of its own; {@link TrackedTaskRegistry} guards what it changes. Thread-safe.
 */
final class PollRunner {

    private static final SafeLog LOG = SafeLog.of(PollRunner.class);

    /** How long waiters wait for the listeners that are notified before them. */
    private static final Duration LISTENER_TIMEOUT = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final ListenerExecutor executor;
    private final SafePollPolicy policy;
    private final TrackedTaskRegistry state;
    private final TaskEvents events;

    PollRunner(
            Scheduler scheduler,
            ListenerExecutor executor,
            SafePollPolicy policy,
            TrackedTaskRegistry state,
            TaskEvents events) {
        this.scheduler = scheduler;
        this.executor = executor;
        this.policy = policy;
        this.state = state;
        this.events = events;
    }

    /**
     * Makes one poll. Schedules the next one before it notifies anyone, because that may take long.
     *
     * @return the notification of those whose wait is over; empty if there are none
     */
    Optional<Runnable> poll(TrackedTask task) {
        long start = events.start();
        Either<VideoFailure, TaskStatus> result = task.poller().status(task.task());
        long now = scheduler.nanoTime();
        Optional<TaskStatus> previous = events.isActive() ? task.pollState().lastStatus() : Optional.empty();
        Optional<Either<VideoFailure, GeneratedVideo>> end = task.pollState().add(result, task.age(now), now);
        boolean endsTask = end.isPresent() && !CompletionRules.endsWaitOnly(end.get());
        if (events.isActive()) { // before the next poll is possible, so that events are in order
            events.polled(
                    new TaskEvents.Poll(task.task(), task.polls(), start, previous, result),
                    task.age(now),
                    endsTask ? end : Optional.empty());
        }
        if (endsTask) {
            state.end(task, end.get());
            return Optional.of(() -> {
                policy.ended(task, task.age(now));
                notifyListenersFirst(task, result, now, () -> completeWaits(task));
            });
        }
        if (policy.mayBlock()) {
            policy.run(() -> scheduleNext(task, result, now, end).ifPresent(Runnable::run));
            return Optional.empty();
        }
        return scheduleNext(task, result, now, end);
    }

    /** Ends waits whose deadline has passed, on a worker. */
    void expire(List<WaitRegistration> expired) {
        execute(() -> expired.forEach(WaitRegistration::expire));
    }

    /** Schedules the next poll. Returns the notification of those whose wait is over; empty if there are none. */
    private Optional<Runnable> scheduleNext(
            TrackedTask task,
            Either<VideoFailure, TaskStatus> result,
            long now,
            Optional<Either<VideoFailure, GeneratedVideo>> end) {
        NextPollTime next = NextPollTime.of(task, policy.nextPollAt(task), result, now);
        List<WaitRegistration> finished = state.reschedule(task, next, end.isPresent());
        if (finished.isEmpty()) {
            pollEvent(task, result, now)
                    .ifPresent(event -> task.listenersToNotify().ifPresent(each -> each.publish(event, () -> {})));
            return Optional.empty();
        }
        return Optional.of(() -> notifyListenersFirst(
                task, result, now, () -> finished.forEach(wait -> end.ifPresentOrElse(wait::end, wait::expire))));
    }

    /** Returns the event for the task's listeners; empty if there are none, or the poll returned no status. */
    private static Optional<PollEvent> pollEvent(TrackedTask task, Either<VideoFailure, TaskStatus> result, long now) {
        return task.listenersToNotify()
                .flatMap(listeners -> result.toJavaOptional().map(status -> task.pollEvent(status, now)));
    }

    /** Notifies the listeners, then runs {@code notifyWaiters}, at the latest after {@link #LISTENER_TIMEOUT}. */
    private void notifyListenersFirst(
            TrackedTask task, Either<VideoFailure, TaskStatus> result, long now, Runnable notifyWaiters) {
        Optional<PollEvent> event = pollEvent(task, result, now);
        if (event.isEmpty()) {
            notifyWaiters.run();
            return;
        }
        AtomicBoolean notified = new AtomicBoolean();
        Runnable once = () -> {
            if (notified.compareAndSet(false, true)) {
                notifyWaiters.run();
            }
        };
        Scheduler.Cancellable timer = setTimer(LISTENER_TIMEOUT, () -> execute(once));
        task.listenersToNotify()
                .ifPresent(listeners -> listeners.publish(event.get(), () -> {
                    timer.cancel();
                    once.run();
                }));
    }

    private void completeWaits(TrackedTask task) {
        TrackedTaskRegistry.Completion completion = state.complete(task);
        if (completion.wasActive()) {
            task.poller().dispatcher().releaseTask();
        }
        List<WaitRegistration> waits = completion.waits();
        waits.stream().skip(1).forEach(wait -> executor.execute(wait::close)); // the first may block on the journal
        waits.stream().limit(1).forEach(WaitRegistration::close);
    }

    private Scheduler.Cancellable setTimer(Duration delay, Runnable work) {
        try {
            return scheduler.schedule(delay, work);
        } catch (RejectedExecutionException e) {
            return () -> {}; // the scheduler is closed, and closing ends the waits
        }
    }

    private void execute(Runnable work) {
        try {
            scheduler.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the scheduler is closed; closing ends the waits");
        }
    }
}
