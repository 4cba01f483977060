package io.github.reel4j.tracking;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends values to one listener, one at a time and in order, on threads of a {@link ListenerExecutor}. A listener that
 * blocks delays only itself. While {@value #MAX_PENDING} values wait for it, each new value drops the oldest.
 * Thread-safe.
 *
 * @param <T> the type of the values
 */
public final class SerialListener<T> {

    private static final int MAX_PENDING = 1000;

    private record Notification<T>(T value, Runnable afterwards) {}

    private final ListenerExecutor executor;
    private final Consumer<T> listener;
    private final Queue<Notification<T>> pending = new ArrayDeque<>(); // guarded by this
    private boolean dispatching; // guarded by this
    private boolean stopped; // guarded by this

    public SerialListener(ListenerExecutor executor, Consumer<T> listener) {
        this.executor = executor;
        this.listener = listener;
    }

    /** Queues {@code value} for the listener. */
    public void publish(T value) {
        publish(value, () -> {});
    }

    /** Queues {@code value}, and runs {@code afterwards} once the listener has handled it or the value was dropped. */
    void publish(T value, Runnable afterwards) {
        @Nullable Notification<T> dropped;
        boolean starts;
        synchronized (this) {
            dropped = pending.size() == MAX_PENDING ? pending.poll() : null;
            pending.add(new Notification<>(value, afterwards));
            starts = !dispatching;
            dispatching = true;
        }
        if (dropped != null) {
            dropped.afterwards().run();
        }
        if (starts) {
            executor.execute(this::drain);
        }
    }

    boolean isOf(Consumer<T> other) {
        return listener == other;
    }

    /** Sends nothing more to the listener. */
    synchronized void stop() {
        stopped = true;
    }

    private void drain() {
        for (Notification<T> next = take(); next != null; next = take()) {
            Notification<T> notification = next;
            ListenerExecutor.run(() -> accept(notification.value()));
            ListenerExecutor.run(notification.afterwards());
        }
    }

    private void accept(T value) {
        if (!isStopped()) {
            listener.accept(value);
        }
    }

    private synchronized @Nullable Notification<T> take() {
        Notification<T> next = pending.poll();
        dispatching = next != null;
        return next;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }
}
