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

/** The tracked tasks by their keys, held by weak references. Thread-safe. */
final class TaskIndex {

    /** A weak reference to a task that keeps the task's key, by which its entry is removed. */
    private static final class Entry extends WeakReference<TrackedTask> {
        private final TaskKey key;
        private @Nullable TaskOutcomeRecorder recorder; // guarded by this

        Entry(TaskKey key, TrackedTask task, ReferenceQueue<TrackedTask> collected) {
            super(task, collected);
            this.key = key;
        }

        synchronized TaskOutcomeRecorder recorder(Supplier<TaskOutcomeRecorder> fresh) {
            TaskOutcomeRecorder known = recorder == null ? fresh.get() : recorder;
            recorder = known;
            return known;
        }
    }

    private final Map<TaskKey, List<Entry>> entries = new ConcurrentHashMap<>();
    private final ReferenceQueue<TrackedTask> collected = new ReferenceQueue<>();

    /** Adds a task, until the program no longer references it. */
    void add(TrackedTask task) {
        removeCollected();
        entries.compute(task.task().key(), (key, some) -> with(key, some == null ? List.of() : some, task));
    }

    /**
     * Returns the tracked task that is polled at the same place as {@code task} and has not ended. If there is none,
     * adds and returns {@code fresh}.
     */
    TrackedTask share(TaskRef task, Supplier<TrackedTask> fresh) {
        removeCollected();
        TrackedTask[] shared = new TrackedTask[1];
        entries.compute(task.key(), (key, some) -> {
            List<Entry> all = some == null ? List.of() : some;
            Optional<TrackedTask> known = trackings(all)
                    .filter(each -> !each.hasEnded() && isSamePoll(each.task(), task))
                    .findFirst();
            shared[0] = known.orElseGet(fresh);
            return known.isPresent() ? all : with(key, all, shared[0]);
        });
        return shared[0];
    }

    /** Returns the recorder that all users of {@code task} share; {@code fresh} if there is none. */
    TaskOutcomeRecorder recorderOf(TrackedTask task, Supplier<TaskOutcomeRecorder> fresh) {
        return entries.getOrDefault(task.task().key(), List.of()).stream()
                .filter(each -> each.refersTo(task))
                .findFirst()
                .map(each -> each.recorder(fresh))
                .orElseGet(fresh);
    }

    /** Returns all tracked tasks with this id; empty if there are none. */
    List<TrackedTask> find(ProviderId provider, String taskId) {
        return trackings(entries.getOrDefault(new TaskKey(provider, taskId), List.of()))
                .toList();
    }

    private List<Entry> with(TaskKey key, List<Entry> some, TrackedTask more) {
        Entry added = new Entry(key, more, collected);
        return some.isEmpty()
                ? List.of(added)
                : Stream.concat(some.stream(), Stream.of(added)).toList();
    }

    private static Stream<TrackedTask> trackings(List<Entry> some) {
        return some.stream().map(Reference::get).filter(Objects::nonNull);
    }

    /**
     * Returns whether both references lead to the same poll. The request and the time of the order do not matter for
     * that.
     */
    private static boolean isSamePoll(TaskRef one, TaskRef other) {
        return one.key().equals(other.key())
                && one.operation() == other.operation()
                && one.endpoint().equals(other.endpoint());
    }

    private void removeCollected() {
        for (Reference<?> each = collected.poll(); each != null; each = collected.poll()) {
            Entry old = (Entry) each;
            entries.computeIfPresent(old.key, (key, some) -> {
                List<Entry> remaining = some.stream().filter(one -> one != old).toList();
                return remaining.isEmpty() ? null : remaining;
            });
        }
    }
}
