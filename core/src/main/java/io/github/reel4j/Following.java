package io.github.reel4j;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.tracking.TaskTracking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Every task that the program follows, so that news of one reaches whoever waits for it. A task that the program has let go of is
 * let go of here. Thread-safe.
 */
@Singleton
final class Following {

    private record TaskName(ProviderId provider, String id) {}

    /** Knows its name when there is nothing left to ask for it. */
    private static final class Followed extends WeakReference<TaskTracking> {
        private final TaskName name;

        Followed(TaskName name, TaskTracking tracking, ReferenceQueue<TaskTracking> gone) {
            super(tracking, gone);
            this.name = name;
        }
    }

    private final ClientOptions options;
    private final Waiting waiting;
    private final Timeline timeline;
    private final Map<TaskName, List<Followed>> followed = new ConcurrentHashMap<>();
    private final ReferenceQueue<TaskTracking> gone = new ReferenceQueue<>();

    @Inject
    Following(ClientOptions options, Waiting waiting, Timeline timeline) {
        this.options = options;
        this.waiting = waiting;
        this.timeline = timeline;
    }

    /** Follows {@code task}; {@code fresh} if it was submitted just now. Nothing is asked of the vendor yet. */
    Generation follow(VideoProvider provider, TaskRef task, boolean fresh) {
        TaskTracking tracking = new TaskTracking(task, provider.tracker(), timeline, options.polling(), fresh);
        forgetGone();
        TaskName name = new TaskName(task.provider(), task.id());
        Followed more = new Followed(name, tracking, gone);
        followed.merge(
                name,
                List.of(more),
                (some, one) -> Stream.concat(some.stream(), one.stream()).toList());
        return new Generation(task, tracking, provider.downloader(), waiting, options.patience());
    }

    /** Somebody says that a task has news: whoever waits for it asks the vendor at once. */
    void tellNews(ProviderId provider, String taskId) {
        followed.getOrDefault(new TaskName(provider, taskId), List.of()).stream()
                .map(Reference::get)
                .filter(Objects::nonNull)
                .forEach(TaskTracking::pollNow);
    }

    private void forgetGone() {
        for (Reference<?> each = gone.poll(); each != null; each = gone.poll()) {
            Followed old = (Followed) each;
            followed.computeIfPresent(old.name, (name, some) -> {
                List<Followed> rest = some.stream().filter(one -> one != old).toList();
                return rest.isEmpty() ? null : rest;
            });
        }
    }
}
