package io.github.reel4j;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskName;
import io.github.reel4j.tracking.TaskTracking;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Tasks by their names. One that the program has let go of is let go of here. Thread-safe. */
final class FollowedTasks {

    /** Knows its name when there is nothing left to ask for it. */
    private static final class Followed extends WeakReference<TaskTracking> {
        private final TaskName name;

        Followed(TaskName name, TaskTracking tracking, ReferenceQueue<TaskTracking> gone) {
            super(tracking, gone);
            this.name = name;
        }
    }

    private final Map<TaskName, List<Followed>> followed = new ConcurrentHashMap<>();
    private final ReferenceQueue<TaskTracking> gone = new ReferenceQueue<>();

    void add(TaskTracking tracking) {
        forgetGone();
        TaskName name = tracking.task().name();
        Followed more = new Followed(name, tracking, gone);
        followed.merge(
                name,
                List.of(more),
                (some, one) -> Stream.concat(some.stream(), one.stream()).toList());
    }

    List<TaskTracking> find(ProviderId provider, String taskId) {
        return followed.getOrDefault(new TaskName(provider, taskId), List.of()).stream()
                .map(Reference::get)
                .filter(Objects::nonNull)
                .toList();
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
