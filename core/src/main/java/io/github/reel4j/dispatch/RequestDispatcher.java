package io.github.reel4j.dispatch;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All calls of one client to one vendor, under one budget. Orders go first, in their order; then calls of the program and polls in
 * turn. A vendor that asks for patience slows them all, {@link #MAX_PAUSE} at most for each response. A worker whose poll is back makes
 * the next one itself. Thread-safe.
 */
public final class RequestDispatcher {

    /** The longest pause that one response imposes on all calls, whatever it asks for. */
    public static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    /** The longest that a call of the program waits for its turn. */
    public static final Duration MAX_CALL_WAIT = Duration.ofMinutes(1);

    private static final SafeLog LOG = SafeLog.of(RequestDispatcher.class);

    private final ProviderId vendor;
    private final Scheduler scheduler;
    private final PollRanker ranking;
    private final Permits permits;
    private final DispatchQueue queue;
    private final List<Runnable> taskLimitListeners = new ArrayList<>();
    private boolean timerSet;
    private boolean closed;

    RequestDispatcher(ProviderId vendor, Scheduler scheduler, DispatcherLimits limits) {
        this.vendor = vendor;
        this.scheduler = scheduler;
        this.ranking = new PollRanker(scheduler);
        this.permits = new Permits(scheduler, limits);
        this.queue = new DispatchQueue(permits);
    }

    /** Whether the vendor runs only so many tasks at once, so that the end of each must be noticed. */
    public boolean limitsTasks() {
        return permits.limitsTasks();
    }

    /** Returns whether an order waits for a task to end. */
    public synchronized boolean isStarved() {
        return queue.isBlockedByTaskLimit();
    }

    /** Is told, on a worker, whenever a change leaves an order waiting for a task to end; not of one that waits already. */
    public synchronized void onTaskLimitReached(Runnable listener) {
        taskLimitListeners.add(listener);
    }

    /** Asks for a turn; {@link PollJob#execute} follows on a worker, unless the lane closes or nobody wants it any more. */
    public void enqueue(PollJob job) {
        dispatch(() -> queue.add(job));
    }

    /**
     * Asks for an order's turn, which counts as a task and as a call.
     *
     * @param go called on a worker when it may be sent
     * @param refused called instead when it will not be
     */
    public void submit(Runnable go, Consumer<VideoFailure> refused) {
        dispatch(() -> queue.add(new QueuedSubmission(() -> execute(new StartOnceTask(go), refused), refused)));
    }

    /**
     * Waits on the caller's thread for an order's turn.
     *
     * @return why it must not be sent; empty if it may
     * @throws InterruptedException if the thread is interrupted first; the turn is given up
     */
    public Optional<VideoFailure> acquire() throws InterruptedException {
        QueuedSubmission.Blocking mine = new QueuedSubmission.Blocking();
        dispatch(() -> queue.add(mine.submission()));
        try {
            mine.await();
            return mine.rejection();
        } catch (InterruptedException e) {
            cancel(mine, true);
            throw e;
        }
    }

    /**
     * Makes a call that is no order on the caller's thread, in its turn, for which it waits {@link #MAX_CALL_WAIT} at most.
     *
     * @return what was answered; or a failure of kind {@link FailureKind#RATE_LIMITED} or {@link FailureKind#INTERRUPTED}, if the
     *     vendor was not asked
     * @throws InterruptedException if the thread is interrupted before its turn; the vendor was not asked
     */
    public <T> Either<VideoFailure, T> call(Supplier<Either<VideoFailure, T>> call) throws InterruptedException {
        Optional<VideoFailure> rejection = awaitCall();
        if (rejection.isPresent()) {
            return Either.left(rejection.get());
        }
        try {
            return hear(call.get());
        } finally {
            releaseCall();
        }
    }

    private Optional<VideoFailure> awaitCall() throws InterruptedException {
        QueuedSubmission.Blocking mine = new QueuedSubmission.Blocking();
        dispatch(() -> queue.addCall(mine.submission()));
        Scheduler.Cancellable timer = mine.isDecided() ? () -> {} : refuseLater(mine.submission());
        try {
            mine.await();
            return mine.rejection();
        } catch (InterruptedException e) {
            cancel(mine, false);
            throw e;
        } finally {
            timer.cancel();
        }
    }

    private Scheduler.Cancellable refuseLater(QueuedSubmission call) {
        try {
            return scheduler.schedule(MAX_CALL_WAIT, () -> {
                if (takeBack(call)) {
                    call.onRejected().accept(noTurn());
                }
            });
        } catch (RejectedExecutionException e) { // time has ended
            close();
            return () -> {};
        }
    }

    private synchronized boolean takeBack(QueuedSubmission call) {
        return queue.remove(call);
    }

    private synchronized VideoFailure noTurn() {
        Duration rest = permits.pausedFor();
        return DispatchFailures.noTurn(pause(), rest.isZero() ? Optional.empty() : Optional.of(rest));
    }

    /** How the vendor fares shows in the answer to a poll, or to a call that is no order; gives that back. */
    public <T> Either<VideoFailure, T> hear(Either<VideoFailure, T> result) {
        return result.peek(any -> onSuccess()).peekLeft(failure -> {
            if (failure.kind() == FailureKind.RATE_LIMITED
                    || failure.retryAfter().isPresent()) {
                pause(failure.retryAfter(), Optional.empty());
            }
        });
    }

    /** The pause that the vendor asked for; empty if there is none. */
    public synchronized Optional<VendorPause> pause() {
        return permits.askedPause()
                .map(asked -> new VendorPause(vendor, asked, scheduler.now().plus(permits.pausedFor())));
    }

    /** An order's call is back. That of a poll is when {@link PollJob#execute} returns. */
    public void releaseCall() {
        dispatch(permits::releaseCall);
    }

    /** A task has ended, or the order did not become one. */
    public void releaseTask() {
        dispatch(permits::releaseTask);
    }

    /** Does the same as {@link #pauseFor(Optional, Optional)} without a time of ours. */
    public void pauseFor(Optional<Duration> asked) {
        pauseFor(asked, Optional.empty());
    }

    /**
     * The vendor answers an order with a wish for patience: no call for {@code asked}, {@link #MAX_PAUSE} at most, or else for
     * {@code own}, or else for a growing time. If more is asked for, orders are refused meanwhile: they are told of it instead of
     * waiting.
     */
    public void pauseFor(Optional<Duration> asked, Optional<Duration> own) {
        synchronized (this) {
            asked.ifPresent(permits::orderPause);
        }
        pause(asked, own);
    }

    private void pause(Optional<Duration> asked, Optional<Duration> own) {
        Optional<VendorPause> reported;
        synchronized (this) {
            reported = permits.pauseFor(asked, own) ? pause() : Optional.empty();
        }
        reported.ifPresent(pause -> LOG.info("{}", pause));
    }

    /** The vendor answers as it should. */
    public synchronized void onSuccess() {
        permits.onSuccess();
    }

    /** Whether a poll that failed may be made again soon; else much later. */
    public synchronized boolean tryAcquireRetry() {
        return permits.tryAcquireRetry();
    }

    /** Refuses all orders that wait, and makes no further call. */
    public void close() {
        List<QueuedSubmission> refused;
        List<QueuedSubmission> calls;
        synchronized (this) {
            closed = true;
            refused = queue.takeGrantedSubmissions();
            calls = queue.takeCalls();
        }
        calls.forEach(call -> startWorker(() -> call.onRejected().accept(DispatchFailures.closedBeforeCall())));
        refused.forEach(order -> startWorker(() -> order.onRejected().accept(DispatchFailures.closed())));
    }

    private void cancel(QueuedSubmission.Blocking mine, boolean isOrder) {
        dispatch(() -> {
            queue.remove(mine.submission());
            if (mine.isGranted()) {
                permits.releaseCall();
                if (isOrder) {
                    permits.releaseTask();
                }
            }
        });
    }

    /** Starts whatever may start after {@code change}. */
    private void dispatch(Runnable change) {
        grantPermits(change).forEach(this::startPoll);
    }

    /**
     * Makes {@code change} and gives whatever turns may be given then, all at once under the lock. Orders are started outside it.
     *
     * @return the polls that are to be made now
     */
    private List<PollJob> grantPermits(Runnable change) {
        List<Runnable> starts = new ArrayList<>();
        List<PollJob> polls = new ArrayList<>();
        synchronized (this) {
            change.run();
            if (!closed) {
                queue.dispatchReady(order -> starts.add(order.onPermit()), polls::add);
            }
            if (queue.isBlockedByTaskLimit()) {
                taskLimitListeners.forEach(listener -> starts.add(() -> scheduler.execute(listener)));
            }
            List<PollJob> unranked = closed ? List.of() : queue.takeUnranked();
            if (!unranked.isEmpty()) {
                starts.add(() -> ranking.rank(unranked, order -> dispatch(() -> queue.addRanked(order))));
            }
            setTimer();
            if (queue.hasCallers()) {
                rejection().ifPresent(why -> starts.add(refusing(queue.takeGrantedSubmissions(), why)));
                callRefusal()
                        .ifPresent(why -> queue.takeCalls()
                                .forEach(each ->
                                        starts.add(() -> each.onRejected().accept(why))));
            }
        }
        starts.forEach(this::startWorker);
        return polls;
    }

    /** Tells whoever waits for the orders: a thread at once, others on a worker, for they write down what they are told. */
    private Runnable refusing(List<QueuedSubmission> orders, VideoFailure why) {
        Runnable tellOthers = () -> orders.stream()
                .filter(order -> !order.isAwaited())
                .forEach(order -> order.onRejected().accept(why));
        boolean now = closed || orders.stream().allMatch(QueuedSubmission::isAwaited);
        return () -> {
            orders.stream()
                    .filter(QueuedSubmission::isAwaited)
                    .forEach(order -> order.onRejected().accept(why));
            if (now) {
                tellOthers.run();
            } else {
                executeOrRun(tellOthers);
            }
        };
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
        startWorker(() -> {
            try {
                scheduler.execute(call);
            } catch (
                    OutOfMemoryError e) { // "unable to create native thread": a poll that is lost here is lost for good
                call.run();
            }
        });
    }

    /** On a worker: one poll after another, until there is none or somebody is to be told of the last. */
    private void runPolls(PollJob first) {
        Optional<PollJob> next = Optional.of(first);
        while (next.isPresent()) {
            next = runPoll(next.get());
        }
    }

    /** The next for this thread: were that begun on another, this one would be one too many until it is back in its pool. */
    private Optional<PollJob> runPoll(PollJob job) {
        Optional<Runnable> left;
        try {
            left = job.execute();
        } catch (Throwable e) { // an error too: its place is free, whatever becomes of this thread
            releaseCall();
            throw e;
        }
        if (left.isPresent() || Thread.currentThread().isInterrupted()) { // the next must not find this one's interrupt
            releaseCall();
            left.ifPresent(Runnable::run);
            return Optional.empty();
        }
        List<PollJob> polls = grantPermits(permits::releaseCall);
        polls.stream().skip(1).forEach(this::startPoll);
        return polls.stream().findFirst();
    }

    private Optional<VideoFailure> rejection() {
        if (closed) {
            return Optional.of(DispatchFailures.closed());
        }
        Duration pause = permits.orderPausedFor();
        return pause.compareTo(MAX_PAUSE) > 0 ? Optional.of(DispatchFailures.waitTooLong(pause)) : Optional.empty();
    }

    private Optional<VideoFailure> callRefusal() {
        if (closed) {
            return Optional.of(DispatchFailures.closedBeforeCall());
        }
        return permits.pausedFor().compareTo(MAX_CALL_WAIT) > 0 ? Optional.of(noTurn()) : Optional.empty();
    }

    private void execute(StartOnceTask go, Consumer<VideoFailure> refused) {
        try {
            scheduler.execute(go);
        } catch (RejectedExecutionException e) {
            refused.accept(DispatchFailures.closed());
            throw e;
        } catch (Throwable e) { // no thread, for a reason of the timeline's own
            if (go.cancel()) {
                releaseTask();
                releaseCall();
                refused.accept(DispatchFailures.noThread());
            }
        }
    }

    /** Never throws: others are to be started as well. */
    private void startWorker(Runnable start) {
        try {
            start.run();
        } catch (RejectedExecutionException e) { // time has ended
            close();
        } catch (Throwable e) {
            LOG.warn("a turn could not be used: {}", ExceptionName.of(e));
        }
    }

    /** For whoever waits for time. That may have come since the clock was looked at: then it rings at once. */
    private void setTimer() {
        if (closed || timerSet || !queue.isRateLimited()) {
            return;
        }
        try {
            scheduler.schedule(permits.timeUntilPermit(), () -> dispatch(() -> timerSet = false));
            timerSet = true;
        } catch (RejectedExecutionException e) {
            closed = true;
        } catch (RuntimeException e) { // the next change sets it
            LOG.warn("no alarm for those who wait: {}", ExceptionName.of(e));
        }
    }
}
