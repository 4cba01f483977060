package io.github.reel4j.micrometer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A map that forgets its oldest entries, so that lost events cannot fill the memory. Not thread-safe. */
final class BoundedMap<K, V> {

    private final int max;
    private final Map<K, V> entries = new LinkedHashMap<>();

    /** @param max the maximum number of entries, 1 or more */
    BoundedMap(int max) {
        this.max = max;
    }

    /** Adds an entry, or replaces that of the key. Returns whether the key is new. */
    boolean put(K key, V value) {
        boolean added = entries.put(key, value) == null;
        if (entries.size() > max) {
            entries.remove(entries.keySet().iterator().next());
        }
        return added;
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    Optional<V> remove(K key) {
        return Optional.ofNullable(entries.remove(key));
    }
}
