package io.github.reel4j.tracking;

import io.github.reel4j.dispatch.RequestDispatcher;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tasks that count against a vendor's limit of concurrent tasks. They are kept until a poll shows that they have
 * ended, even without a wait; otherwise a free place at the vendor would go unnoticed. Not thread-safe.
 */
final class TasksHoldingPermits {

    private final Map<RequestDispatcher, Set<TrackedTask>> byDispatcher = new HashMap<>();

    /** Adds a task. Returns whether it is the first of its dispatcher. */
    boolean add(TrackedTask task) {
        Set<TrackedTask> tasks = byDispatcher.get(task.poller().dispatcher());
        if (tasks == null) {
            byDispatcher.put(task.poller().dispatcher(), new LinkedHashSet<>(List.of(task)));
            return true;
        }
        tasks.add(task);
        return false;
    }

    /** Removes a task. Returns whether it was active. */
    boolean remove(TrackedTask task) {
        Set<TrackedTask> tasks = byDispatcher.get(task.poller().dispatcher());
        return tasks != null && tasks.remove(task);
    }

    List<TrackedTask> of(RequestDispatcher dispatcher) {
        return List.copyOf(byDispatcher.getOrDefault(dispatcher, Set.of()));
    }

    List<TrackedTask> all() {
        return byDispatcher.values().stream().flatMap(Set::stream).toList();
    }
}
