package io.github.reel4j.tracking;

import io.github.reel4j.pacing.Lane;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tasks that count against what a vendor runs at once. They are held until they are seen to end, whether or not somebody waits:
 * otherwise nobody would notice that the vendor has room again. Not thread-safe.
 */
final class SlotHolders {

    private final Map<Lane, Set<TaskTracking>> byLane = new HashMap<>();

    /** Whether it is the first of its lane. */
    boolean add(TaskTracking task) {
        Set<TaskTracking> holders = byLane.get(task.vendor().lane());
        if (holders == null) {
            byLane.put(task.vendor().lane(), new LinkedHashSet<>(List.of(task)));
            return true;
        }
        holders.add(task);
        return false;
    }

    /** Whether it was one. */
    boolean remove(TaskTracking task) {
        Set<TaskTracking> holders = byLane.get(task.vendor().lane());
        return holders != null && holders.remove(task);
    }

    List<TaskTracking> of(Lane lane) {
        return List.copyOf(byLane.getOrDefault(lane, Set.of()));
    }

    List<TaskTracking> all() {
        return byLane.values().stream().flatMap(Set::stream).toList();
    }
}
