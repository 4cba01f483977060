package io.github.reel4j.tracking;

import io.github.reel4j.discovery.ProviderRegistry;
import io.github.reel4j.discovery.ProviderSelector;
import io.github.reel4j.dispatch.DispatcherRegistry;
import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.guard.CallerContext;
import io.github.reel4j.guard.ContextPropagator;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.OrderRecorder;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Starts to track tasks, and sends single status and cancel requests for them. Thread-safe. */
public final class TaskService {

    private final ProviderRegistry registry;
    private final ProviderSelector selector;
    private final DispatcherRegistry dispatchers;
    private final TaskTracker tracker;
    private final OrderRecorder journal;
    private final ContextPropagator contexts;
    private final Duration waitTimeout;
    private final DownloadService downloads;
    private final TaskIndex index = new TaskIndex();
    private final Map<RequestDispatcher, StatusPoller> pollers = new ConcurrentHashMap<>();

    /** @param waitTimeout the timeout of waits that do not specify one */
    public TaskService(
            ProviderRegistry registry,
            ProviderSelector selector,
            DispatcherRegistry dispatchers,
            TaskTracker tracker,
            OrderRecorder journal,
            Duration waitTimeout,
            ContextPropagator contexts) {
        this.registry = registry;
        this.selector = selector;
        this.dispatchers = dispatchers;
        this.tracker = tracker;
        this.journal = journal;
        this.waitTimeout = waitTimeout;
        this.downloads = new DownloadService(tracker.scheduler(), contexts);
        this.contexts = contexts;
    }

    /** Tracks the task that the vendor has just created for {@code request}. */
    public VideoTaskDelegate trackNew(VideoProvider provider, ResolvedRequest request, TaskRef task) {
        TrackedTask tracked =
                tracker.trackNew(pollerFor(provider, request.model().id()), task, request.get(Field.RESOLUTION));
        index.add(tracked);
        return handle(provider, tracked, recorder(tracked, task));
    }

    /**
     * Tracks a task that this or another program submitted earlier. The vendor is not called yet. All handles of a task
     * that has not ended share its polls.
     */
    public Either<VideoFailure, VideoTaskDelegate> resume(TaskRef task) {
        return ownerOf(task)
                .flatMap(owner -> withSettings(() -> {
                    TrackedTask tracked = shared(owner, task, Optional.empty());
                    return handle(owner, tracked, recorder(tracked, task));
                }));
    }

    /**
     * Tracks a task that a callback claims for an order. Nothing is recorded about it before {@link
     * VideoTaskDelegate#confirm}.
     *
     * @throws InvalidSettingException if a limit of {@code provider} has an invalid value
     */
    public VideoTaskDelegate trackUnconfirmed(VideoProvider provider, TaskRef task) {
        TrackedTask tracked = shared(provider, task, Optional.empty());
        return handle(provider, tracked, TaskOutcomeRecorder.deferred(journal, task));
    }

    /** Polls {@code task} once, on the calling thread, with a permit of the vendor's dispatcher. */
    public Either<VideoFailure, TaskStatus> status(TaskRef task) {
        return ownerOf(task).flatMap(owner -> call(owner, task, () -> publishedStatus(owner, task)));
    }

    private Either<VideoFailure, TaskStatus> publishedStatus(VideoProvider owner, TaskRef task) {
        long start = tracker.events().start();
        Either<VideoFailure, TaskStatus> result = owner.tracker().status(task);
        tracker.events().statusReceived(task, start, result);
        return result;
    }

    /** Sends 1 cancel request for {@code task}, on the calling thread, with a permit of the vendor's dispatcher. */
    public Either<VideoFailure, CancelOutcome> cancel(TaskRef task) {
        return ownerOf(task)
                .flatMap(owner -> cancel(owner, task))
                .peek(ignored -> requestPoll(task.provider(), task.id()));
    }

    /**
     * Sends 1 cancel request as {@link #cancel(TaskRef)} does, on a worker. No thread is blocked while it waits for its
     * permit.
     *
     * @param toException creates the exception that the future fails with
     */
    public CompletableFuture<CancelOutcome> cancelAsync(
            TaskRef task, Function<VideoFailure, ? extends RuntimeException> toException) {
        CancelFuture future = new CancelFuture(task, notifier(), toException);
        ownerOf(task)
                .flatMap(owner -> cancellerOf(owner, task)
                        .flatMap(canceller -> dispatcherFor(owner)
                                .peek(dispatcher -> future.send(
                                        dispatcher,
                                        () -> canceller
                                                .cancel(task)
                                                .peek(ignored -> requestPoll(task.provider(), task.id()))))))
                .peekLeft(failure -> future.finish(Either.left(failure)));
        return future;
    }

    private Either<VideoFailure, CancelOutcome> cancel(VideoProvider owner, TaskRef task) {
        return cancellerOf(owner, task).flatMap(canceller -> call(owner, task, () -> canceller.cancel(task)));
    }

    private static Either<VideoFailure, TaskCanceller> cancellerOf(VideoProvider owner, TaskRef task) {
        return Option.ofOptional(owner.canceller()).toEither(() -> cannotCancel(owner.id(), task));
    }

    /**
     * Polls the task soon instead of when it would be due, if it is tracked; a callback says that its status has
     * changed.
     */
    public void requestPoll(ProviderId provider, String taskId) {
        index.find(provider, taskId).forEach(TrackedTask::requestPoll);
    }

    /** Returns the tasks that have waits and have not ended; after the client was closed, those of that moment. */
    public List<TaskRef> unfinished() {
        return tracker.unfinished();
    }

    /** Ends asynchronous downloads that wait for a worker, and prevents new ones. */
    public void close() {
        downloads.close();
    }

    /** Waits until no asynchronous download runs, at most {@code max}. */
    public void awaitDownloads(Duration max) {
        downloads.awaitIdle(max);
    }

    /** Returns the context of the calling thread, for the threads that work for it. */
    public CallerContext callerContext() {
        return contexts.capture();
    }

    /** Returns the executor of the program's listeners. */
    public ListenerExecutor notifier() {
        return tracker.notifier();
    }

    /**
     * Returns the dispatcher of all calls to {@code provider}, or the failure if a setting of its limits is invalid.
     */
    public Either<VideoFailure, RequestDispatcher> dispatcherFor(VideoProvider provider) {
        return withSettings(() -> dispatchers.dispatcherFor(provider));
    }

    /**
     * Returns the dispatcher for orders of {@code model} from {@code provider}, or the failure if a setting of its
     * limits is invalid.
     */
    public Either<VideoFailure, RequestDispatcher> dispatcherFor(VideoProvider provider, String model) {
        return withSettings(() -> dispatchers.dispatcherFor(provider, model));
    }

    private Either<VideoFailure, VideoProvider> ownerOf(TaskRef task) {
        return registry.byId(task.provider()).flatMap(selector::prepared).mapLeft(failure -> failure.withTask(task));
    }

    private <T> Either<VideoFailure, T> call(
            VideoProvider provider, TaskRef task, Supplier<Either<VideoFailure, T>> request) {
        return dispatcherFor(provider).flatMap(dispatcher -> {
            try {
                return dispatcher.call(request).mapLeft(failure -> failure.withTask(task));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Either.left(WaitFailures.notSent(task));
            }
        });
    }

    private static <T> Either<VideoFailure, T> withSettings(Supplier<T> action) {
        try {
            return Either.right(action.get());
        } catch (InvalidSettingException e) {
            return Either.left(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        }
    }

    /** The permit of a new task is released at the dispatcher of its model, which granted it. */
    private StatusPoller pollerFor(VideoProvider provider, String model) {
        return pollerFor(provider, dispatchers.dispatcherFor(provider, model));
    }

    private StatusPoller pollerFor(VideoProvider provider) {
        return pollerFor(provider, dispatchers.dispatcherFor(provider));
    }

    private StatusPoller pollerFor(VideoProvider provider, RequestDispatcher dispatcher) {
        return pollers.computeIfAbsent(dispatcher, each -> new StatusPoller(provider.tracker(), each));
    }

    private TrackedTask shared(VideoProvider provider, TaskRef task, Optional<Resolution> resolution) {
        StatusPoller poller = pollerFor(provider);
        return index.share(task, () -> tracker.trackExisting(poller, task, resolution));
    }

    /** Returns one recorder for all handles with the same reference, so that the end of the task is recorded once. */
    private TaskOutcomeRecorder recorder(TrackedTask tracked, TaskRef task) {
        return tracked.task().equals(task)
                ? index.recorderOf(tracked, () -> TaskOutcomeRecorder.immediate(journal, task))
                : TaskOutcomeRecorder.immediate(journal, task);
    }

    private VideoTaskDelegate handle(VideoProvider provider, TrackedTask tracked, TaskOutcomeRecorder recorder) {
        return new VideoTaskDelegate(
                tracked,
                recorder,
                provider.downloader(),
                downloads,
                waitTimeout,
                () -> freshTracking(provider, tracked));
    }

    private TrackedTask freshTracking(VideoProvider provider, TrackedTask ended) {
        TrackedTask fresh = shared(provider, ended.task(), ended.key().resolution());
        fresh.requestPoll();
        return fresh;
    }

    private static VideoFailure cannotCancel(ProviderId provider, TaskRef task) {
        return VideoFailure.of(
                        FailureKind.UNSUPPORTED,
                        "the vendor of '" + provider + "' documents no way to cancel a task. Nothing was sent."
                                + " The task is not affected.\n  To get its video: reel resume " + task
                                + "\n  or client.resume(TaskRef.parse(\"...\")).")
                .withTask(task);
    }
}
