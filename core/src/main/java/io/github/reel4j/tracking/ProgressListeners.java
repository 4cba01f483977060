package io.github.reel4j.tracking;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Those who want to hear of a task's polls. Each hears one thing at a time, in order; one that takes long or never comes back delays
 * neither the others nor the task. Thread-safe.
 */
final class ProgressListeners {

    private final ListenerExecutor executor;
    private volatile List<SerialListener<PollEvent>> listeners = List.of();

    ProgressListeners(ListenerExecutor executor) {
        this.executor = executor;
    }

    synchronized void add(Consumer<PollEvent> listener) {
        listeners = Stream.concat(listeners.stream(), Stream.of(new SerialListener<>(executor, listener)))
                .toList();
    }

    synchronized void remove(Consumer<PollEvent> listener) {
        listeners.stream().filter(each -> each.isOf(listener)).forEach(SerialListener::stop);
        listeners = listeners.stream().filter(each -> !each.isOf(listener)).toList();
    }

    /** Tells all of them, and does not wait for that; {@code afterwards} runs when the last of them has heard it. */
    void publish(PollEvent seen, Runnable afterwards) {
        List<SerialListener<PollEvent>> all = listeners;
        if (all.isEmpty()) {
            afterwards.run();
            return;
        }
        AtomicInteger untold = new AtomicInteger(all.size());
        all.forEach(each -> each.publish(seen, () -> {
            if (untold.decrementAndGet() == 0) {
                afterwards.run();
            }
        }));
    }
}
