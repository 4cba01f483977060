package io.github.reel4j;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskName;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.tracking.TaskTracking;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tasks by their names. One that the program has let go of is let go of here. Thread-safe. */
final class FollowedTasks {

    /** Knows its name when there is nothing left to ask for it. */
    private static final class Followed extends WeakReference<TaskTracking> {
        private final TaskName name;
        private @Nullable TaskNotes notes;

        Followed(TaskName name, TaskTracking tracking, ReferenceQueue<TaskTracking> gone) {
            super(tracking, gone);
            this.name = name;
        }

        synchronized TaskNotes notes(Supplier<TaskNotes> fresh) {
            TaskNotes known = notes == null ? fresh.get() : notes;
            notes = known;
            return known;
        }
    }

    private final Map<TaskName, List<Followed>> followed = new ConcurrentHashMap<>();
    private final ReferenceQueue<TaskTracking> gone = new ReferenceQueue<>();

    void add(TaskTracking tracking) {
        forgetGone();
        followed.compute(tracking.task().name(), (name, some) -> with(name, some == null ? List.of() : some, tracking));
    }

    /**
     * The tracking that asks the vendor for what {@code task} asks for, if there is one whose task has not ended; or else
     * {@code fresh}, which is added.
     */
    TaskTracking share(TaskRef task, Supplier<TaskTracking> fresh) {
        forgetGone();
        TaskTracking[] shared = new TaskTracking[1];
        followed.compute(task.name(), (name, some) -> {
            List<Followed> all = some == null ? List.of() : some;
            Optional<TaskTracking> known = trackings(all)
                    .filter(each -> !each.hasEnded() && isAskedAlike(each.task(), task))
                    .findFirst();
            shared[0] = known.orElseGet(fresh);
            return known.isPresent() ? all : with(name, all, shared[0]);
        });
        return shared[0];
    }

    /** The notes that all who follow {@code tracking} by its own reference share. */
    TaskNotes notes(TaskTracking tracking, Supplier<TaskNotes> fresh) {
        return followed.getOrDefault(tracking.task().name(), List.of()).stream()
                .filter(each -> each.refersTo(tracking))
                .findFirst()
                .map(each -> each.notes(fresh))
                .orElseGet(fresh);
    }

    List<TaskTracking> find(ProviderId provider, String taskId) {
        return trackings(followed.getOrDefault(new TaskName(provider, taskId), List.of()))
                .toList();
    }

    private List<Followed> with(TaskName name, List<Followed> some, TaskTracking more) {
        Followed added = new Followed(name, more, gone);
        return some.isEmpty()
                ? List.of(added)
                : Stream.concat(some.stream(), Stream.of(added)).toList();
    }

    private static Stream<TaskTracking> trackings(List<Followed> some) {
        return some.stream().map(Reference::get).filter(Objects::nonNull);
    }

    /** Which request was ordered, and when, is not asked for at the vendor's; where the task lives is. */
    private static boolean isAskedAlike(TaskRef one, TaskRef other) {
        return one.name().equals(other.name())
                && one.operation() == other.operation()
                && one.endpoint().equals(other.endpoint());
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
