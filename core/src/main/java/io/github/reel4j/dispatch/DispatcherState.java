package io.github.reel4j.dispatch;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.DispatcherStatus;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The queue, the permits and the flags of one {@link RequestDispatcher}, all guarded by the monitor of this object.
 * Methods do not block. They decide what may start; {@link DispatchLoop} starts it outside the lock.
 * Thread-safe.
 */
final class DispatcherState {

    private static final SafeLog LOG = SafeLog.of(DispatcherState.class);

    private final ProviderId vendor;
    private final Scheduler scheduler;
    private final Consumer<Change> dispatch;
    private final PermitCounts permits; // guarded by this
    private final DispatchQueue queue; // guarded by this
    private final List<TaskLimitListener> taskLimitListeners = new ArrayList<>(); // guarded by this
    private boolean timerSet; // guarded by this
    private long timerAt; // guarded by this
    private boolean closed; // guarded by this

    /** A change of the guarded state. Runs under the lock. */
    @FunctionalInterface
    interface Change {
        void apply(DispatchQueue queue, PermitCounts permits);
    }

    private record TaskLimitListener(ModelPermits model, Runnable listener) {}

    /**
     * Everything that must be started after a change. Permits for it have been taken.
     *
     * @param submissions orders and calls that may be sent
     * @param polls polls that may be sent
     * @param unranked polls that must be ranked on a worker before they can start
     * @param listeners called on a worker because an order waits for a task to end
     * @param rejections orders and calls that will not be sent
     */
    record Grants(
            List<QueuedSubmission> submissions,
            List<PollJob> polls,
            List<PollJob> unranked,
            List<Runnable> listeners,
            List<Rejection> rejections) {}

    /**
     * Orders or calls that will not be sent.
     *
     * @param onThisThread whether callbacks may run on the thread that made the change; otherwise a worker runs those
     *     that do more than wake a thread
     */
    record Rejection(List<QueuedSubmission> submissions, VideoFailure reason, boolean onThisThread) {}

    /** Creates the state of an open dispatcher; {@code dispatch} receives the change that the timer makes. */
    DispatcherState(ProviderId vendor, Scheduler scheduler, DispatcherLimits limits, Consumer<Change> dispatch) {
        this.vendor = vendor;
        this.scheduler = scheduler;
        this.dispatch = dispatch;
        this.permits = new PermitCounts(scheduler, limits);
        this.queue = new DispatchQueue(permits);
    }

    /** Applies {@code change}, takes the permits for everything that may start now, and returns it. */
    synchronized Grants update(Change change) {
        change.apply(queue, permits);
        List<QueuedSubmission> submissions = new ArrayList<>();
        List<PollJob> polls = new ArrayList<>();
        if (!closed) {
            queue.dispatchReady(submissions::add, polls::add);
        }
        List<Runnable> listeners = listenersToCall();
        List<PollJob> unranked = closed ? List.of() : queue.takeUnranked();
        setTimer();
        return new Grants(submissions, polls, unranked, listeners, takeRejected());
    }

    private List<Runnable> listenersToCall() {
        return taskLimitListeners.isEmpty()
                ? List.of()
                : taskLimitListeners.stream()
                        .filter(each -> queue.isBlockedByTaskLimit(each.model()))
                        .map(TaskLimitListener::listener)
                        .toList();
    }

    synchronized void addTaskLimitListener(ModelPermits model, Runnable listener) {
        taskLimitListeners.add(new TaskLimitListener(model, listener));
    }

    synchronized boolean isBlockedByTaskLimit(ModelPermits model) {
        return queue.isBlockedByTaskLimit(model);
    }

    /** Removes a call that has waited too long. Returns whether it was still waiting. */
    synchronized boolean remove(QueuedSubmission call) {
        return queue.remove(call);
    }

    synchronized VideoFailure noPermit() {
        Duration remaining = permits.pausedFor();
        return NoPermitFailures.noPermit(pause(), remaining.isZero() ? Optional.empty() : Optional.of(remaining));
    }

    synchronized Optional<VendorPause> pause() {
        return permits.requestedPause()
                .map(requested ->
                        new VendorPause(vendor, requested, scheduler.now().plus(permits.pausedFor())));
    }

    synchronized DispatcherStatus status(int runningTasks) {
        Duration pause = permits.pausedFor();
        return new DispatcherStatus(
                vendor,
                queue.orderCount(),
                permits.calls(),
                runningTasks,
                pause.isZero() ? Optional.empty() : Optional.of(scheduler.now().plus(pause)));
    }

    /** Pauses all calls. Returns the pause if this extends it and the vendor requested it. */
    synchronized Optional<VendorPause> pauseFor(Optional<Duration> requested, Optional<Duration> own) {
        return permits.pauseFor(requested, own) ? pause() : Optional.empty();
    }

    synchronized void pauseOrders(Duration requested) {
        permits.pauseOrders(requested);
    }

    synchronized void onSuccess() {
        permits.onSuccess();
    }

    synchronized boolean tryAcquireRetry() {
        return permits.tryAcquireRetry();
    }

    /** Permits nothing from now on, and returns all calls and orders that wait, one by one. */
    synchronized List<Rejection> close() {
        closed = true;
        Stream<Rejection> calls = queue.takeCalls().stream()
                .map(call -> new Rejection(List.of(call), NoPermitFailures.closedBeforeCall(), true));
        Stream<Rejection> orders = queue.takeOrders().stream()
                .map(order -> new Rejection(List.of(order), NoPermitFailures.closed(), true));
        return Stream.concat(calls, orders).toList();
    }

    private List<Rejection> takeRejected() {
        List<Rejection> rejections = new ArrayList<>();
        if (queue.hasSubmissions()) {
            orderRejection().ifPresent(reason -> rejections.add(rejection(queue.takeOrders(), reason)));
            callRejection().ifPresent(reason -> rejections.add(rejection(queue.takeCalls(), reason)));
        }
        return rejections;
    }

    private Rejection rejection(List<QueuedSubmission> submissions, VideoFailure reason) {
        return new Rejection(submissions, reason, closed);
    }

    private Optional<VideoFailure> orderRejection() {
        if (closed) {
            return Optional.of(NoPermitFailures.closed());
        }
        Duration pause = permits.orderPausedFor();
        return pause.compareTo(RequestDispatcher.MAX_PAUSE) > 0
                ? Optional.of(NoPermitFailures.pauseTooLong(pause))
                : Optional.empty();
    }

    private Optional<VideoFailure> callRejection() {
        if (closed) {
            return Optional.of(NoPermitFailures.closedBeforeCall());
        }
        return permits.pausedFor().compareTo(RequestDispatcher.MAX_CALL_WAIT) > 0
                ? Optional.of(noPermit())
                : Optional.empty();
    }

    /**
     * Sets a timer for the next permit if something waits only for a rate limit, unless there is a timer that is not
     * later. The delay is zero if the permit has become available since {@link #update} read the clock.
     */
    private void setTimer() {
        OptionalLong delay = closed ? OptionalLong.empty() : queue.nanosUntilPermit();
        if (delay.isEmpty()) {
            return;
        }
        long at = scheduler.nanoTime() + delay.getAsLong();
        if (timerSet && at - timerAt >= 0) {
            return;
        }
        try {
            scheduler.schedule(
                    Duration.ofNanos(delay.getAsLong()),
                    () -> dispatch.accept((unusedQueue, unusedPermits) -> onTimer(at)));
            timerSet = true;
            timerAt = at;
        } catch (RejectedExecutionException e) { // the scheduler is closed
            closed = true;
        } catch (RuntimeException e) { // the next change sets it
            LOG.warn("no timer for the next permit: {}", ExceptionName.of(e));
        }
    }

    /** A timer that a later, earlier-firing one has replaced changes nothing. Called under the lock. */
    private void onTimer(long at) {
        if (timerAt == at) {
            timerSet = false;
        }
    }
}
