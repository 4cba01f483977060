package io.github.reel4j.event;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.port.ClientListener;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait for one listener. Delivers them one at a time and in order, on a thread of the executor.
 * {@link ClientListener} documents which events are dropped if the listener is too slow. Thread-safe.
 */
final class ListenerQueue {

    static final int MAX_PENDING_WITH_PROGRESS = 1_000;
    static final int MAX_PENDING = 10_000;
    static final int MAX_PENDING_WITH_ENDS = 20_000;

    private static final SafeLog LOG = SafeLog.of(ListenerQueue.class);

    /** All types, as a list because native images have no permitted subclasses without metadata. */
    static final List<Class<? extends ClientEvent>> EVENT_TYPES = List.of(
            ClientEvent.OrderPriced.class,
            ClientEvent.PermitRequested.class,
            ClientEvent.SubmitStarted.class,
            ClientEvent.SubmitFinished.class,
            ClientEvent.RetryScheduled.class,
            ClientEvent.FallbackTaken.class,
            ClientEvent.OrderFailed.class,
            ClientEvent.PollFinished.class,
            ClientEvent.StatusChanged.class,
            ClientEvent.TaskFinished.class,
            ClientEvent.DownloadStarted.class,
            ClientEvent.BytesReceived.class,
            ClientEvent.DownloadFinished.class,
            ClientEvent.LinkExpired.class,
            ClientEvent.CallbackReceived.class,
            ClientEvent.JournalWriteFailed.class);

    private final Executor executor;
    private final ClientListener listener;
    private final Set<Class<?>> ignored;
    private final Queue<Consumer<ClientListener>> pending = new ArrayDeque<>(); // guarded by this
    private long droppedProgress; // guarded by this
    private long droppedOthers; // guarded by this
    private boolean delivering; // guarded by this

    ListenerQueue(Executor executor, ClientListener listener) {
        this.executor = executor;
        this.listener = listener;
        this.ignored = ignoredBy(listener);
    }

    private static Set<Class<?>> ignoredBy(ClientListener listener) {
        Set<Class<?>> types = new HashSet<>();
        for (Class<? extends ClientEvent> each : EVENT_TYPES) {
            try {
                if (!listener.receives(each)) {
                    types.add(each);
                }
            } catch (Throwable e) { // errors too, because the client must be built
                LOG.warn("a listener threw; it receives {}: {}", each.getSimpleName(), ExceptionName.of(e));
            }
        }
        return types;
    }

    /** Returns whether the listener receives events of {@code type}. */
    boolean receives(Class<? extends ClientEvent> type) {
        return !ignored.contains(type);
    }

    /**
     * Queues the events that the listener receives, with no other event between them. Never throws, and never waits for
     * the listener.
     */
    void publish(List<ClientEvent> all) {
        List<ClientEvent> events = ignored.isEmpty()
                ? all
                : all.stream().filter(event -> receives(event.getClass())).toList();
        if (events.isEmpty()) {
            return;
        }
        boolean firstDrop;
        boolean starts;
        synchronized (this) {
            long before = droppedOthers;
            events.forEach(this::add);
            firstDrop = before == 0 && droppedOthers > 0;
            starts = !delivering;
            delivering = true;
        }
        if (firstDrop) {
            LOG.warn("a listener is too slow or blocked, so events are dropped: {}", className());
        }
        if (starts) {
            start();
        }
    }

    private void start() {
        try {
            executor.execute(this::deliverAll);
        } catch (Throwable e) { // no thread can be created; the next event tries again
            synchronized (this) {
                delivering = false;
            }
            LOG.warn(
                    "events could not be delivered, they wait for the next one: {}",
                    e.getClass().getName());
        }
    }

    private synchronized void add(ClientEvent event) {
        if (pending.size() < maxPending(event)) {
            addGap();
            pending.add(target -> target.onEvent(event));
        } else if (event instanceof ClientEvent.BytesReceived) {
            droppedProgress++;
        } else {
            droppedOthers++;
        }
    }

    private static int maxPending(ClientEvent event) {
        if (event instanceof ClientEvent.BytesReceived) {
            return MAX_PENDING_WITH_PROGRESS;
        }
        return isEnd(event) ? MAX_PENDING_WITH_ENDS : MAX_PENDING;
    }

    private static boolean isEnd(ClientEvent event) {
        return event instanceof ClientEvent.SubmitFinished
                || event instanceof ClientEvent.OrderFailed
                || event instanceof ClientEvent.FallbackTaken
                || event instanceof ClientEvent.TaskFinished
                || event instanceof ClientEvent.DownloadFinished;
    }

    /** Adds a notice of the events that were dropped since the last one that was not. */
    private synchronized void addGap() {
        if (droppedProgress + droppedOthers > 0) {
            long progress = droppedProgress;
            long others = droppedOthers;
            droppedProgress = 0;
            droppedOthers = 0;
            pending.add(target -> target.onDropped(progress, others));
        }
    }

    private void deliverAll() {
        for (Consumer<ClientListener> next = take(); next != null; next = take()) {
            deliver(next);
        }
    }

    private synchronized @Nullable Consumer<ClientListener> take() {
        if (pending.isEmpty()) {
            addGap();
        }
        Consumer<ClientListener> next = pending.poll();
        delivering = next != null;
        return next;
    }

    private void deliver(Consumer<ClientListener> next) {
        try {
            next.accept(listener);
        } catch (Throwable e) { // errors too, because the listener must receive the other events
            LOG.warn("a listener threw; reel4j continues", e);
        } finally {
            var unused = Thread.interrupted(); // the interrupt was meant for the listener
        }
    }

    private String className() {
        return listener.getClass().getName();
    }
}
