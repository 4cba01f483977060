package io.github.reel4j;

import io.github.reel4j.dispatch.DispatcherRegistry;
import io.github.reel4j.dispatch.RequestDispatcher;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.OrderRecorder;
import io.github.reel4j.tracking.ListenerExecutor;
import io.github.reel4j.tracking.StatusPoller;
import io.github.reel4j.tracking.TaskIndex;
import io.github.reel4j.tracking.TaskOutcomeRecorder;
import io.github.reel4j.tracking.TaskTracker;
import io.github.reel4j.tracking.TrackedTask;
import io.github.reel4j.tracking.WaitFailures;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Turns references of tasks into generations, and passes on news of tasks to whoever waits for them. Thread-safe. */
@Singleton
final class TaskService {

    private final ClientOptions options;
    private final DispatcherRegistry dispatchers;
    private final TaskTracker tracker;
    private final OrderRecorder journal;
    private final TaskIndex index = new TaskIndex();
    private final Map<ProviderId, StatusPoller> pollers = new ConcurrentHashMap<>();

    @Inject
    TaskService(ClientOptions options, DispatcherRegistry dispatchers, TaskTracker tracker, OrderRecorder journal) {
        this.options = options;
        this.dispatchers = dispatchers;
        this.tracker = tracker;
        this.journal = journal;
    }

    /** Takes up a task that {@code order} has just become. */
    VideoTask trackNew(VideoProvider provider, ResolvedRequest order, TaskRef task) {
        TrackedTask tracking = tracker.trackNew(pollerFor(provider), task, order.get(Field.RESOLUTION));
        index.add(tracking);
        return videoTask(provider, tracking, notes(tracking, task));
    }

    /**
     * Takes up a task that was ordered before, here or elsewhere. Nothing is asked of the vendor yet. Whoever takes up the same task
     * while it has not ended shares one tracking, and so one row of polls.
     */
    VideoTask trackExisting(VideoProvider provider, TaskRef task) {
        TrackedTask tracking = shared(provider, task, Optional.empty());
        return videoTask(provider, tracking, notes(tracking, task));
    }

    /** Takes up a task that somebody says is an order's; nothing is noted of it before that is confirmed. */
    UnconfirmedTask trackUnconfirmed(VideoProvider provider, TaskRef task) {
        TaskOutcomeRecorder recorder = TaskOutcomeRecorder.deferred(journal, task);
        TrackedTask tracking = shared(provider, task, Optional.empty());
        return new UnconfirmedTask(videoTask(provider, tracking, recorder), recorder, tracking);
    }

    /** A task whose order is not known for sure. */
    record UnconfirmedTask(VideoTask task, TaskOutcomeRecorder recorder, TrackedTask tracking) {

        /** Whether the vendor has told of the task before. */
        boolean isSeen() {
            return tracking.pollState().lastStatus().isPresent();
        }
    }

    /** Runs the code of those who are told something. */
    ListenerExecutor notifier() {
        return tracker.notifier();
    }

    /**
     * Asks {@code provider} once about {@code task}, in a turn of the lane, on the caller's thread.
     *
     * @throws VideoException if it is interrupted or the vendor's limits leave no turn in time; then nothing was sent
     */
    <T> Either<VideoFailure, T> ask(VideoProvider provider, TaskRef task, Supplier<Either<VideoFailure, T>> question) {
        try {
            return dispatcherFor(provider).call(question).mapLeft(failure -> failure.withTask(task));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Either.left(WaitFailures.notAsked(task));
        }
    }

    /** Somebody says that a task has news: whoever waits for it asks the vendor at once. */
    void requestPoll(ProviderId provider, String taskId) {
        index.find(provider, taskId).forEach(TrackedTask::requestPoll);
    }

    /**
     * The lane of all calls to {@code provider}.
     *
     * @throws VideoException if a limit is set that is none
     */
    RequestDispatcher dispatcherFor(VideoProvider provider) {
        try {
            return dispatchers.dispatcherFor(provider);
        } catch (InvalidSettingException e) {
            throw new VideoException(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        }
    }

    private StatusPoller pollerFor(VideoProvider provider) {
        return pollers.computeIfAbsent(
                provider.id(), id -> new StatusPoller(provider.tracker(), dispatcherFor(provider)));
    }

    private TrackedTask shared(VideoProvider provider, TaskRef task, Optional<Resolution> resolution) {
        StatusPoller poller = pollerFor(provider);
        return index.share(task, () -> tracker.trackExisting(poller, task, resolution));
    }

    /** All who follow it by the same reference note its end together, once. */
    private TaskOutcomeRecorder notes(TrackedTask tracking, TaskRef task) {
        return tracking.task().equals(task)
                ? index.recorderOf(tracking, () -> TaskOutcomeRecorder.immediate(journal, task))
                : TaskOutcomeRecorder.immediate(journal, task);
    }

    private VideoTask videoTask(VideoProvider provider, TrackedTask task, TaskOutcomeRecorder recorder) {
        return new VideoTask(
                task, provider.downloader(), recorder, options.waitTimeout(), () -> askedAnew(provider, task));
    }

    private TrackedTask askedAnew(VideoProvider provider, TrackedTask ended) {
        TrackedTask anew = shared(provider, ended.task(), ended.key().resolution());
        anew.requestPoll();
        return anew;
    }
}
