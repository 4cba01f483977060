package io.github.reel4j;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.pacing.Lane;
import io.github.reel4j.pacing.Lanes;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.Journaling;
import io.github.reel4j.tracking.FollowedVendor;
import io.github.reel4j.tracking.TaskTracking;
import io.github.reel4j.tracking.Tracker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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
        return generation(provider, tracker.followNew(vendor(provider), task, order.get(Field.RESOLUTION)));
    }

    /** Takes up a task that was ordered before, here or elsewhere. Nothing is asked of the vendor yet. */
    Generation followOld(VideoProvider provider, TaskRef task) {
        return generation(provider, tracker.followOld(vendor(provider), task, Optional.empty()));
    }

    /** Takes up a task that somebody says is an order's; nothing is noted of it before that is confirmed. */
    Claimed followClaimed(VideoProvider provider, TaskRef task) {
        TaskNotes notes = TaskNotes.ofClaimed(journal, task);
        return new Claimed(
                generation(provider, tracker.followOld(vendor(provider), task, Optional.empty()), notes), notes);
    }

    /** A task whose order is not known for sure. */
    record Claimed(Generation generation, TaskNotes notes) {}

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

    private Generation generation(VideoProvider provider, TaskTracking tracking) {
        return generation(provider, tracking, TaskNotes.of(journal, tracking.task()));
    }

    private Generation generation(VideoProvider provider, TaskTracking tracking, TaskNotes notes) {
        if (options.callbacks().isPresent() || provider.canceller().isPresent()) {
            followed.add(tracking);
        }
        return new Generation(
                tracking,
                provider.downloader(),
                notes,
                options.patience(),
                () -> tracker.followOld(
                        vendor(provider), tracking.task(), tracking.key().resolution()));
    }
}
