package io.github.reel4j.tracking;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskKey;
import io.github.reel4j.model.TaskRef;
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
public final class TaskIndex {

    /** Knows its name when there is nothing left to ask for it. */
    private static final class Entry extends WeakReference<TrackedTask> {
        private final TaskKey name;
        private @Nullable TaskOutcomeRecorder recorder;

        Entry(TaskKey name, TrackedTask task, ReferenceQueue<TrackedTask> gone) {
            super(task, gone);
            this.name = name;
        }

        synchronized TaskOutcomeRecorder recorder(Supplier<TaskOutcomeRecorder> fresh) {
            TaskOutcomeRecorder known = recorder == null ? fresh.get() : recorder;
            recorder = known;
            return known;
        }
    }

    private final Map<TaskKey, List<Entry>> entries = new ConcurrentHashMap<>();
    private final ReferenceQueue<TrackedTask> collected = new ReferenceQueue<>();

    public void add(TrackedTask task) {
        removeCollected();
        entries.compute(task.task().key(), (name, some) -> with(name, some == null ? List.of() : some, task));
    }

    /**
     * The tracking that asks the vendor for what {@code task} asks for, if there is one whose task has not ended; or else
     * {@code fresh}, which is added.
     */
    public TrackedTask share(TaskRef task, Supplier<TrackedTask> fresh) {
        removeCollected();
        TrackedTask[] shared = new TrackedTask[1];
        entries.compute(task.key(), (name, some) -> {
            List<Entry> all = some == null ? List.of() : some;
            Optional<TrackedTask> known = trackings(all)
                    .filter(each -> !each.hasEnded() && isAskedAlike(each.task(), task))
                    .findFirst();
            shared[0] = known.orElseGet(fresh);
            return known.isPresent() ? all : with(name, all, shared[0]);
        });
        return shared[0];
    }

    /** The notes that all who follow {@code tracking} by its own reference share. */
    public TaskOutcomeRecorder recorderOf(TrackedTask task, Supplier<TaskOutcomeRecorder> fresh) {
        return entries.getOrDefault(task.task().key(), List.of()).stream()
                .filter(each -> each.refersTo(task))
                .findFirst()
                .map(each -> each.recorder(fresh))
                .orElseGet(fresh);
    }

    public List<TrackedTask> find(ProviderId provider, String taskId) {
        return trackings(entries.getOrDefault(new TaskKey(provider, taskId), List.of()))
                .toList();
    }

    private List<Entry> with(TaskKey name, List<Entry> some, TrackedTask more) {
        Entry added = new Entry(name, more, collected);
        return some.isEmpty()
                ? List.of(added)
                : Stream.concat(some.stream(), Stream.of(added)).toList();
    }

    private static Stream<TrackedTask> trackings(List<Entry> some) {
        return some.stream().map(Reference::get).filter(Objects::nonNull);
    }

    /** Which request was ordered, and when, is not asked for at the vendor's; where the task lives is. */
    private static boolean isAskedAlike(TaskRef one, TaskRef other) {
        return one.key().equals(other.key())
                && one.operation() == other.operation()
                && one.endpoint().equals(other.endpoint());
    }

    private void removeCollected() {
        for (Reference<?> each = collected.poll(); each != null; each = collected.poll()) {
            Entry old = (Entry) each;
            entries.computeIfPresent(old.name, (name, some) -> {
                List<Entry> rest = some.stream().filter(one -> one != old).toList();
                return rest.isEmpty() ? null : rest;
            });
        }
    }
}
