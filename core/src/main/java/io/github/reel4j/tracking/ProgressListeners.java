package io.github.reel4j.tracking;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The listeners to the polls of one task. Each receives events one at a time, in order. A listener that takes long or
 * never returns delays neither the others nor the task. Thread-safe.
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

    /**
     * Sends {@code event} to all listeners and returns. {@code afterwards} runs when the last of them has handled it.
     */
    void publish(PollEvent event, Runnable afterwards) {
        List<SerialListener<PollEvent>> all = listeners;
        if (all.isEmpty()) {
            afterwards.run();
            return;
        }
        AtomicInteger pending = new AtomicInteger(all.size());
        all.forEach(each -> each.publish(event, () -> {
            if (pending.decrementAndGet() == 0) {
                afterwards.run();
            }
        }));
    }
}
