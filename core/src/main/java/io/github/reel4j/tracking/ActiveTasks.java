package io.github.reel4j.tracking;

import io.github.reel4j.dispatch.RequestDispatcher;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tasks that count against what a vendor runs at once. They are held until they are seen to end, whether or not somebody waits:
 * otherwise nobody would notice that the vendor has room again. Not thread-safe.
 */
final class ActiveTasks {

    private final Map<RequestDispatcher, Set<TrackedTask>> byDispatcher = new HashMap<>();

    /** Whether it is the first of its lane. */
    boolean add(TrackedTask task) {
        Set<TrackedTask> holders = byDispatcher.get(task.poller().dispatcher());
        if (holders == null) {
            byDispatcher.put(task.poller().dispatcher(), new LinkedHashSet<>(List.of(task)));
            return true;
        }
        holders.add(task);
        return false;
    }

    /** Whether it was one. */
    boolean remove(TrackedTask task) {
        Set<TrackedTask> holders = byDispatcher.get(task.poller().dispatcher());
        return holders != null && holders.remove(task);
    }

    List<TrackedTask> of(RequestDispatcher dispatcher) {
        return List.copyOf(byDispatcher.getOrDefault(dispatcher, Set.of()));
    }

    List<TrackedTask> all() {
        return byDispatcher.values().stream().flatMap(Set::stream).toList();
    }
}
