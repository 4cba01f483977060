package io.github.reel4j.dispatch;

import io.github.reel4j.dispatch.DispatcherState.Change;
import io.github.reel4j.dispatch.DispatcherState.Grants;
import io.github.reel4j.dispatch.DispatcherState.Rejection;
import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The dispatch loop of one vendor: applies changes to the {@link DispatcherState}, and starts the orders, calls and
 * polls that get a permit. There is no dispatcher thread. Each change runs the loop once, on the thread that makes it:
 *
 * <ol>
 *   <li>Any thread calls {@link #dispatch} with a change: a new order, call or poll, a released permit, ranked polls,
 *       or the timer (on the scheduler's timer thread).
 *   <li>The same thread, under the lock of {@link DispatcherState}, applies the change, takes permits and returns
 *       {@link Grants}. It also sets a timer if something waits only for the rate limit.
 *   <li>The same thread, without the lock, hands each grant over. An order of {@link RequestDispatcher#submit} and a
 *       poll go to a worker each ({@link Scheduler#execute}). A blocked caller of {@link RequestDispatcher#acquire} or
 *       {@link RequestDispatcher#call} is woken and sends on its own thread. Polls of a policy that may block go to
 *       {@link PollPolicyCaller}.
 *   <li>A worker whose poll has returned releases the permit as a change of its own (step 2) and makes the first poll
 *       that this permits itself; further polls go to other workers. If the poll left work, such as notifying
 *       listeners, the worker releases the permit first, does that work and ends.
 * </ol>
 *
 * <p>Thread-safe.
 */
final class DispatchLoop {

    private static final SafeLog LOG = SafeLog.of(DispatchLoop.class);
    private static final Change RELEASE_CALL = (queue, permits) -> permits.releaseCall();

    private final Scheduler scheduler;
    private final PollPolicyCaller ranker;
    private final DispatcherState state;

    DispatchLoop(ProviderId vendor, Scheduler scheduler, DispatcherLimits limits) {
        this.scheduler = scheduler;
        this.ranker = new PollPolicyCaller(scheduler);
        this.state = new DispatcherState(vendor, scheduler, limits, this::dispatch);
    }

    DispatcherState state() {
        return state;
    }

    /** Applies {@code change} and starts everything that may start after it. */
    void dispatch(Change change) {
        for (PollJob poll : update(change)) {
            startPoll(poll);
        }
    }

    void releaseCall() {
        dispatch(RELEASE_CALL);
    }

    void releaseTask(ModelPermits model) {
        dispatch((queue, permits) -> permits.releaseTask(model));
    }

    /** Rejects everything that waits, and starts nothing from now on. */
    void close() {
        state.close().forEach(each -> start(() -> reject(each)));
    }

    /** Runs {@code onPermit} on a worker; if there is no worker, calls {@code onRejected} on this thread. */
    void startOrder(ModelPermits model, Runnable onPermit, Consumer<VideoFailure> onRejected) {
        StartOnceTask order = new StartOnceTask(onPermit);
        try {
            scheduler.execute(order);
        } catch (RejectedExecutionException e) { // the scheduler is closed
            onRejected.accept(NoPermitFailures.closed());
            throw e;
        } catch (Throwable e) { // the scheduler failed, or has no thread
            if (order.cancel()) {
                releaseTask(model);
                releaseCall();
                onRejected.accept(NoPermitFailures.noThread());
            }
        }
    }

    /**
     * Runs {@code work} on a worker; if there is no worker, calls {@code onRejected} on this thread.
     *
     * @param isPartOfOrder see {@link QueuedSubmission}
     */
    void startCall(Runnable work, Consumer<VideoFailure> onRejected, boolean isPartOfOrder) {
        StartOnceTask call = new StartOnceTask(work);
        try {
            scheduler.execute(call);
        } catch (RejectedExecutionException e) { // the scheduler is closed
            if (call.cancel()) {
                onRejected.accept(isPartOfOrder ? NoPermitFailures.closed() : NoPermitFailures.closedBeforeCall());
            }
            throw e;
        } catch (Throwable e) { // the scheduler failed, or has no thread
            if (call.cancel()) {
                releaseCall();
                onRejected.accept(isPartOfOrder ? NoPermitFailures.noThread() : NoPermitFailures.noThreadForCall());
            }
        }
    }

    /** Starts everything that may start after {@code change}, except the polls, which it returns. */
    private List<PollJob> update(Change change) {
        Grants grants = state.update(change);
        for (QueuedSubmission submission : grants.submissions()) {
            start(submission.onPermit());
        }
        for (Runnable listener : grants.listeners()) {
            start(() -> scheduler.execute(listener));
        }
        if (!grants.unranked().isEmpty()) {
            start(() ->
                    ranker.rank(grants.unranked(), ranked -> dispatch((queue, permits) -> queue.addRanked(ranked))));
        }
        for (Rejection rejection : grants.rejections()) {
            start(() -> reject(rejection));
        }
        return grants.polls();
    }

    /** Wakes blocked callers first. Other callbacks may write to a journal, so they run on a worker if required. */
    private void reject(Rejection rejection) {
        List<QueuedSubmission> others = rejection.submissions().stream()
                .filter(each -> !each.isAwaited())
                .toList();
        rejection.submissions().stream()
                .filter(QueuedSubmission::isAwaited)
                .forEach(each -> each.onRejected().accept(rejection.reason()));
        Runnable rejectOthers = () -> others.forEach(each -> each.onRejected().accept(rejection.reason()));
        if (rejection.onThisThread() || others.isEmpty()) {
            rejectOthers.run();
        } else {
            executeOrRun(rejectOthers);
        }
    }

    private void executeOrRun(Runnable work) {
        try {
            scheduler.execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
            throw e;
        }
    }

    private void startPoll(PollJob job) {
        StartOnceTask call = new StartOnceTask(() -> runPolls(job));
        start(() -> {
            try {
                scheduler.execute(call);
            } catch (OutOfMemoryError e) { // "unable to create native thread": a poll dropped here is never made
                call.run();
            }
        });
    }

    /** Runs on a worker: makes one poll after another, until none is permitted or one leaves work. */
    private void runPolls(PollJob first) {
        Optional<PollJob> next = Optional.of(first);
        while (next.isPresent()) {
            next = runPoll(next.get());
        }
    }

    /** Makes one poll and returns the next poll for this worker, which saves starting another thread. */
    private Optional<PollJob> runPoll(PollJob job) {
        Optional<Runnable> left;
        try {
            left = job.execute();
        } catch (Throwable e) { // even after an error the permit must be released
            releaseCall();
            throw e;
        }
        if (left.isPresent() || Thread.currentThread().isInterrupted()) { // the interrupt must not reach the next poll
            releaseCall();
            left.ifPresent(Runnable::run);
            return Optional.empty();
        }
        List<PollJob> polls = update(RELEASE_CALL);
        polls.stream().skip(1).forEach(this::startPoll);
        return polls.stream().findFirst();
    }

    /** Runs {@code work}. Never throws, because other work must start as well. */
    private void start(Runnable work) {
        try {
            work.run();
        } catch (RejectedExecutionException e) { // the scheduler is closed
            close();
        } catch (Throwable e) {
            LOG.warn("a permitted request could not be started: {}", ExceptionName.of(e));
        }
    }
}
