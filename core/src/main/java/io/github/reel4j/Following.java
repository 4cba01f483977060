package io.github.reel4j;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.pacing.Lanes;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.Journaling;
import io.github.reel4j.tracking.FollowedVendor;
import io.github.reel4j.tracking.Notifier;
import io.github.reel4j.tracking.TaskTracking;
import io.github.reel4j.tracking.Tracker;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Turns references of tasks into generations, and passes on news of tasks to whoever waits for them. Thread-safe. */
@Singleton
final class Following {

    private final ClientOptions options;
    private final Lanes lanes;
    private final Tracker tracker;
    private final Journaling journal;
    private final FollowedTasks followed = new FollowedTasks();
    private final Map<ProviderId, FollowedVendor> vendors = new ConcurrentHashMap<>();

    @Inject
    Following(ClientOptions options, Lanes lanes, Tracker tracker, Journaling journal) {
        this.options = options;
        this.lanes = lanes;
        this.tracker = tracker;
        this.journal = journal;
    }

    /** Takes up a task that {@code order} has just become. */
    Generation followNew(VideoProvider provider, ResolvedRequest order, TaskRef task) {
        TaskTracking tracking = tracker.followNew(vendor(provider), task, order.get(Field.RESOLUTION));
        followed.add(tracking);
        return generation(provider, tracking, notes(tracking, task));
    }

    /**
     * Takes up a task that was ordered before, here or elsewhere. Nothing is asked of the vendor yet. Whoever takes up the same task
     * while it has not ended shares one tracking, and so one row of polls.
     */
    Generation followOld(VideoProvider provider, TaskRef task) {
        TaskTracking tracking = shared(provider, task, Optional.empty());
        return generation(provider, tracking, notes(tracking, task));
    }

    /** Takes up a task that somebody says is an order's; nothing is noted of it before that is confirmed. */
    Claimed followClaimed(VideoProvider provider, TaskRef task) {
        TaskNotes notes = TaskNotes.ofClaimed(journal, task);
        TaskTracking tracking = shared(provider, task, Optional.empty());
        return new Claimed(generation(provider, tracking, notes), notes, tracking);
    }

    /** A task whose order is not known for sure. */
    record Claimed(Generation generation, TaskNotes notes, TaskTracking tracking) {

        /** Whether the vendor has told of the task before. */
        boolean isSeen() {
            return tracking.sightings().lastStatus().isPresent();
        }
    }

    /** Runs the code of those who are told something. */
    Notifier notifier() {
        return tracker.notifier();
    }

    /**
     * Asks {@code provider} once about {@code task}, in a turn of the lane, on the caller's thread.
     *
     * @throws VideoException if it is interrupted or the vendor's limits leave no turn in time; then nothing was sent
     */
    <T> Either<VideoFailure, T> ask(VideoProvider provider, TaskRef task, Supplier<Either<VideoFailure, T>> question) {
        try {
            return lane(provider).call(question).mapLeft(failure -> failure.withTask(task));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Either.left(WaitingText.notAsked(task));
        }
    }

    /** Somebody says that a task has news: whoever waits for it asks the vendor at once. */
    void tellNews(ProviderId provider, String taskId) {
        followed.find(provider, taskId).forEach(TaskTracking::pollSoon);
    }

    /**
     * The lane of all calls to {@code provider}.
     *
     * @throws VideoException if a limit is set that is none
     */
    Lane lane(VideoProvider provider) {
        try {
            return lanes.of(provider);
        } catch (InvalidSettingException e) {
            throw new VideoException(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        }
    }

    private FollowedVendor vendor(VideoProvider provider) {
        return vendors.computeIfAbsent(provider.id(), id -> new FollowedVendor(provider.tracker(), lane(provider)));
    }

    private TaskTracking shared(VideoProvider provider, TaskRef task, Optional<Resolution> resolution) {
        FollowedVendor vendor = vendor(provider);
        return followed.share(task, () -> tracker.followOld(vendor, task, resolution));
    }

    /** All who follow it by the same reference note its end together, once. */
    private TaskNotes notes(TaskTracking tracking, TaskRef task) {
        return tracking.task().equals(task)
                ? followed.notes(tracking, () -> TaskNotes.of(journal, task))
                : TaskNotes.of(journal, task);
    }

    private Generation generation(VideoProvider provider, TaskTracking tracking, TaskNotes notes) {
        return new Generation(
                tracking, provider.downloader(), notes, options.patience(), () -> askedAnew(provider, tracking));
    }

    private TaskTracking askedAnew(VideoProvider provider, TaskTracking ended) {
        TaskTracking anew = shared(provider, ended.task(), ended.key().resolution());
        anew.pollSoon();
        return anew;
    }
}
