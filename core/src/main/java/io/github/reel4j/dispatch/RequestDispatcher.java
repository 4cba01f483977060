package io.github.reel4j.dispatch;

import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.DispatcherStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spi.ModelLimits;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hands out permits for all requests of one client to one vendor, within one rate limit, one limit of concurrent
 * requests and one limit of concurrent tasks, and within the limits of single models and of polls. Orders go first, in
 * FIFO order for each model; then other calls of the program and polls
 * alternate. A call without which an order cannot be sent, such as the upload of its files, goes with the other calls
 * but waits as long as an order. A vendor that requests a pause delays all of them, at most {@link #MAX_PAUSE} for each
 * response.
 * {@link DispatchLoop} describes which thread does what; {@link DispatcherState} holds the lock. Thread-safe.
 */
public final class RequestDispatcher {

    /** The longest pause of all requests that one response can cause. */
    public static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    /** The longest time that {@link #call} waits for a permit. */
    public static final Duration MAX_CALL_WAIT = Duration.ofMinutes(1);

    private static final SafeLog LOG = SafeLog.of(RequestDispatcher.class);

    private final Scheduler scheduler;
    private final DispatcherLimits limits;
    private final DispatchLoop loop;
    private final DispatcherState state;
    private final ModelPermits model;
    private final Map<String, RequestDispatcher> byModel;

    RequestDispatcher(ProviderId vendor, Scheduler scheduler, DispatcherLimits limits) {
        this.scheduler = scheduler;
        this.limits = limits;
        this.loop = new DispatchLoop(vendor, scheduler, limits);
        this.state = loop.state();
        this.model = ModelPermits.unlimited(scheduler.nanoTime());
        Map<String, RequestDispatcher> views = new HashMap<>();
        for (ModelLimits each : limits.models()) {
            views.put(each.model(), new RequestDispatcher(this, ModelPermits.of(each, scheduler.nanoTime())));
        }
        this.byModel = Map.copyOf(views);
    }

    private RequestDispatcher(RequestDispatcher all, ModelPermits model) {
        this.scheduler = all.scheduler;
        this.limits = all.limits;
        this.loop = all.loop;
        this.state = all.state;
        this.model = model;
        this.byModel = Map.of();
    }

    /**
     * Returns the dispatcher for the orders and tasks of {@code modelId}: this one, unless the model has limits of its
     * own. All of them share the other limits, the pauses and the queue of calls and polls. The permit of a task is
     * released at the dispatcher that granted it.
     */
    public RequestDispatcher forModel(String modelId) {
        return byModel.getOrDefault(modelId, this);
    }

    /** Returns whether the vendor limits concurrent tasks, so that the end of each task must be noticed. */
    public boolean limitsTasks() {
        return limits.maxConcurrentTasks().isPresent() || model.limitsTasks();
    }

    /** Returns whether an order waits for a task to end that holds a permit of this dispatcher. */
    public boolean isBlockedByTaskLimit() {
        return state.isBlockedByTaskLimit(model);
    }

    /**
     * Registers a listener that runs on a worker after each change that leaves an order waiting for a task to end. It
     * is not called for an order that is waiting already.
     */
    public void onTaskLimitReached(Runnable listener) {
        state.addTaskLimitListener(model, listener);
    }

    /**
     * Queues a poll. {@link PollJob#execute} runs on a worker once there is a permit, unless the dispatcher is closed
     * first or {@link PollJob#tryStart} returns false.
     */
    public void enqueue(PollJob job) {
        loop.dispatch((queue, permits) -> queue.add(job));
    }

    /**
     * Queues an order. Its permit counts as a call and as a task.
     *
     * @param onPermit called on a worker when the order may be sent
     * @param onRejected called instead, with the reason, when it will not be sent
     */
    public void submit(Runnable onPermit, Consumer<VideoFailure> onRejected) {
        QueuedSubmission order =
                new QueuedSubmission(() -> loop.startOrder(model, onPermit, onRejected), onRejected, true);
        loop.dispatch((queue, permits) -> queue.add(model, order));
    }

    /**
     * Waits on the caller's thread for the permit of an order, which counts as a call and as a task.
     *
     * @return the reason why the order must not be sent; empty if it may be sent
     * @throws InterruptedException if the thread is interrupted first; the permit is released
     */
    public Optional<VideoFailure> acquire() throws InterruptedException {
        QueuedSubmission.Blocking order = new QueuedSubmission.Blocking(true);
        loop.dispatch((queue, permits) -> queue.add(model, order.submission()));
        try {
            order.await();
            return order.rejection();
        } catch (InterruptedException e) {
            cancel(order, true);
            throw e;
        }
    }

    /**
     * Makes a call that is not an order on the caller's thread. Waits for its permit, at most {@link #MAX_CALL_WAIT}.
     *
     * @return the result of {@code call}; or a failure of kind {@link FailureKind#RATE_LIMITED} or
     *     {@link FailureKind#INTERRUPTED} if there was no permit and nothing was sent
     * @throws InterruptedException if the thread is interrupted while it waits; nothing was sent
     */
    public <T> Either<VideoFailure, T> call(Supplier<Either<VideoFailure, T>> call) throws InterruptedException {
        return call(call, false);
    }

    /**
     * Makes a call without which an order cannot be sent, as {@link #call} does, but waits as long as an order: until
     * there is a permit, unless the vendor requests a pause of more than {@link #MAX_PAUSE}.
     *
     * @return the result of {@code call}; or the failure of an order that got no permit and was not sent
     */
    public <T> Either<VideoFailure, T> callForOrder(Supplier<Either<VideoFailure, T>> call)
            throws InterruptedException {
        return call(call, true);
    }

    private <T> Either<VideoFailure, T> call(Supplier<Either<VideoFailure, T>> call, boolean isPartOfOrder)
            throws InterruptedException {
        Optional<VideoFailure> rejection = awaitCall(isPartOfOrder);
        if (rejection.isPresent()) {
            return Either.left(rejection.get());
        }
        try {
            return observe(call.get());
        } finally {
            releaseCall();
        }
    }

    /**
     * Makes a call that is not an order on a worker, as {@link #call} makes it on the caller's thread. No thread is
     * blocked while the call waits for its permit.
     *
     * @param call never throws
     * @param onResult called once with the result of {@code call}, or with the failure if there was no permit, unless
     *     the call is withdrawn first; on a worker, on the scheduler's timer thread, or on the thread that closes the
     *     dispatcher
     * @return withdraws the call if it still waits for its permit
     */
    public <T> Runnable callAsync(Supplier<Either<VideoFailure, T>> call, Consumer<Either<VideoFailure, T>> onResult) {
        QueuedCall<T> queued = new QueuedCall<>(onResult);
        QueuedSubmission submission = enqueue(queued, call, false);
        queued.setTimer(queued.isDecided() ? () -> {} : rejectLater(submission));
        return () -> {
            if (state.remove(submission)) {
                queued.decide();
            }
        };
    }

    /**
     * Makes a call without which an order cannot be sent, on a worker. Waits as {@link #callForOrder} does, and blocks
     * no thread meanwhile.
     *
     * @param call never throws
     * @param onResult called once with the result of {@code call}, or with the failure of an order that got no permit
     *     and was not sent; on a worker, or on the thread that closes the dispatcher
     */
    public <T> void callForOrderAsync(
            Supplier<Either<VideoFailure, T>> call, Consumer<Either<VideoFailure, T>> onResult) {
        QueuedSubmission unused = enqueue(new QueuedCall<>(onResult), call, true);
    }

    private <T> QueuedSubmission enqueue(
            QueuedCall<T> queued, Supplier<Either<VideoFailure, T>> call, boolean isPartOfOrder) {
        QueuedSubmission submission = new QueuedSubmission(
                () -> loop.startCall(() -> queued.run(call, this), queued::reject, isPartOfOrder),
                queued::reject,
                isPartOfOrder);
        loop.dispatch((queue, permits) -> queue.addCall(submission));
        return submission;
    }

    /** Adjusts the pace to the result of a poll, or of another call that is not an order, and returns that result. */
    public <T> Either<VideoFailure, T> observe(Either<VideoFailure, T> result) {
        return result.peek(any -> onSuccess()).peekLeft(failure -> {
            if (failure.kind() == FailureKind.RATE_LIMITED
                    || failure.retryAfter().isPresent()) {
                pause(failure.retryAfter(), Optional.empty());
            }
        });
    }

    /** Returns the current pause if the vendor requested it; otherwise empty. */
    public Optional<VendorPause> pause() {
        return state.pause();
    }

    /**
     * Returns what waits and runs now, of all models together. Does not wait for a permit.
     *
     * @param runningTasks the number of tasks; the permits do not show it, because those of a vendor without a task
     *     limit are not released
     */
    DispatcherStatus status(int runningTasks) {
        return state.status(runningTasks);
    }

    /** Releases the call permit of an order. That of a poll is released when {@link PollJob#execute} returns. */
    public void releaseCall() {
        loop.releaseCall();
    }

    /** Releases a task permit, because the task has ended or the order did not become a task. */
    public void releaseTask() {
        loop.releaseTask(model);
    }

    /** Pauses all requests as {@link #pauseFor(Optional, Optional)} does, without a duration of our own. */
    public void pauseFor(Optional<Duration> requested) {
        pauseFor(requested, Optional.empty());
    }

    /**
     * Pauses all requests after the rate-limited response to an order: for {@code requested} if the vendor named a
     * duration, otherwise for {@code own}, otherwise for a growing duration; at most {@link #MAX_PAUSE}. If the vendor
     * requested more than that, orders are rejected during the pause instead of waiting.
     */
    public void pauseFor(Optional<Duration> requested, Optional<Duration> own) {
        requested.ifPresent(state::pauseOrders);
        pause(requested, own);
    }

    /** Records a successful response: the next pause of our own is short again, and the retry budget grows. */
    public void onSuccess() {
        state.onSuccess();
    }

    /**
     * Takes the budget for the early retry of a failed poll. Returns false if it is used up; then the retry must wait
     * longer.
     */
    public boolean tryAcquireRetry() {
        return state.tryAcquireRetry();
    }

    /** Rejects all orders and calls that wait, and permits nothing from now on. */
    public void close() {
        loop.close();
    }

    private Optional<VideoFailure> awaitCall(boolean isPartOfOrder) throws InterruptedException {
        QueuedSubmission.Blocking call = new QueuedSubmission.Blocking(isPartOfOrder);
        loop.dispatch((queue, permits) -> queue.addCall(call.submission()));
        Scheduler.Cancellable timer = isPartOfOrder || call.isDecided() ? () -> {} : rejectLater(call.submission());
        try {
            call.await();
            return call.rejection();
        } catch (InterruptedException e) {
            cancel(call, false);
            throw e;
        } finally {
            timer.cancel();
        }
    }

    private Scheduler.Cancellable rejectLater(QueuedSubmission call) {
        try {
            return scheduler.schedule(MAX_CALL_WAIT, () -> {
                if (state.remove(call)) {
                    call.onRejected().accept(state.noPermit());
                }
            });
        } catch (RejectedExecutionException e) { // the scheduler is closed
            close();
            return () -> {};
        }
    }

    private void cancel(QueuedSubmission.Blocking submission, boolean isOrder) {
        loop.dispatch((queue, permits) -> {
            queue.remove(submission.submission());
            if (submission.isGranted()) {
                permits.releaseCall();
                if (isOrder) {
                    permits.releaseTask(model);
                }
            }
        });
    }

    private void pause(Optional<Duration> requested, Optional<Duration> own) {
        state.pauseFor(requested, own).ifPresent(pause -> LOG.info("{}", pause));
    }
}
