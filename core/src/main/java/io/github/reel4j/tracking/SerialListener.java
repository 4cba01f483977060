package io.github.reel4j.tracking;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells one listener one thing at a time, in order, on a thread of a {@link ListenerExecutor}. A listener that blocks delays nobody but itself;
 * once {@value #MAX_PENDING} things wait for it, the oldest are dropped. Thread-safe.
 */
public final class SerialListener<T> {

    private static final int MAX_PENDING = 1000;

    private record Notification<T>(T value, Runnable afterwards) {}

    private final ListenerExecutor executor;
    private final Consumer<T> listener;
    private final Queue<Notification<T>> pending = new ArrayDeque<>();
    private boolean dispatching;
    private boolean stopped;

    public SerialListener(ListenerExecutor executor, Consumer<T> listener) {
        this.executor = executor;
        this.listener = listener;
    }

    /** Tells it {@code value} when it has heard all before. */
    public void publish(T value) {
        publish(value, () -> {});
    }

    /** Does the same, and runs {@code afterwards} once it has heard {@code value}, or will not. */
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

    /** Tells it nothing more. */
    synchronized void stop() {
        stopped = true;
    }

    private void drain() {
        for (Notification<T> next = take(); next != null; next = take()) {
            Notification<T> update = next;
            ListenerExecutor.run(() -> accept(update.value()));
            ListenerExecutor.run(update.afterwards());
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
