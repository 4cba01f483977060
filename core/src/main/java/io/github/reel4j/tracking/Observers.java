package io.github.reel4j.tracking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who want to hear of a task's polls. They hear one thing at a time, in order; one that takes long or never comes back delays
 * them, never the task. Thread-safe.
 */
final class Observers {

    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    private final List<Consumer<Observation>> listeners = new ArrayList<>();
    private final Queue<Observation> untold = new ArrayDeque<>();
    private boolean telling;

    synchronized void add(Consumer<Observation> listener) {
        listeners.add(listener);
    }

    synchronized void remove(Consumer<Observation> listener) {
        listeners.remove(listener);
    }

    /** Tells it on this thread, unless another one is busy telling: then that one does. */
    void tell(Observation seen) {
        synchronized (this) {
            untold.add(seen);
            if (telling) {
                return;
            }
            telling = true;
        }
        for (Observation next = take(); next != null; next = take()) {
            for (Consumer<Observation> listener : current()) {
                tell(listener, next);
            }
        }
    }

    private synchronized @Nullable Observation take() {
        Observation next = untold.poll();
        telling = next != null;
        return next;
    }

    private synchronized List<Consumer<Observation>> current() {
        return List.copyOf(listeners);
    }

    private static void tell(Consumer<Observation> listener, Observation seen) {
        try {
            listener.accept(seen);
        } catch (Throwable e) { // an error too, such as a failed assertion: the task is paid for and goes on
            LOG.warn("a progress listener threw; tracking goes on", e);
        }
    }
}
