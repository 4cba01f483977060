package io.github.reel4j.tracking;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells one listener one thing at a time, in order, on a thread of a {@link Notifier}. A listener that blocks delays nobody but itself;
 * once {@value #MAX_WAITING} things wait for it, the oldest are dropped. Thread-safe.
 */
public final class SerialListener<T> {

    private static final int MAX_WAITING = 1000;

    private record News<T>(T value, Runnable afterwards) {}

    private final Notifier notifier;
    private final Consumer<T> listener;
    private final Queue<News<T>> waiting = new ArrayDeque<>();
    private boolean telling;
    private boolean stopped;

    public SerialListener(Notifier notifier, Consumer<T> listener) {
        this.notifier = notifier;
        this.listener = listener;
    }

    /** Tells it {@code value} when it has heard all before. */
    public void tell(T value) {
        tell(value, () -> {});
    }

    /** Does the same, and runs {@code afterwards} once it has heard {@code value}, or will not. */
    void tell(T value, Runnable afterwards) {
        @Nullable News<T> dropped;
        boolean starts;
        synchronized (this) {
            dropped = waiting.size() == MAX_WAITING ? waiting.poll() : null;
            waiting.add(new News<>(value, afterwards));
            starts = !telling;
            telling = true;
        }
        if (dropped != null) {
            dropped.afterwards().run();
        }
        if (starts) {
            notifier.execute(this::drain);
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
        for (News<T> next = take(); next != null; next = take()) {
            News<T> news = next;
            Notifier.run(() -> accept(news.value()));
            Notifier.run(news.afterwards());
        }
    }

    private void accept(T value) {
        if (!isStopped()) {
            listener.accept(value);
        }
    }

    private synchronized @Nullable News<T> take() {
        News<T> next = waiting.poll();
        telling = next != null;
        return next;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }
}
