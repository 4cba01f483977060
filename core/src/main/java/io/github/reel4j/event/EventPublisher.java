package io.github.reel4j.event;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.port.ClientListener;
import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Sends events to the listeners of one client. Without listeners it is inactive: callers check {@link #isActive} first,
 * and create nothing. Never throws, and never waits for a listener. Callers hold no lock. Thread-safe.
 */
public final class EventPublisher {

    private static final SafeLog LOG = SafeLog.of(EventPublisher.class);

    private final Scheduler scheduler;
    private final List<ListenerQueue> queues;
    private final OrderContextCache orders = new OrderContextCache();

    /** @param executor runs the listeners, which may block */
    public EventPublisher(List<ClientListener> listeners, Scheduler scheduler, Executor executor) {
        this.scheduler = scheduler;
        List<ListenerQueue> created = new ArrayList<>();
        for (ClientListener listener : listeners) {
            created.add(new ListenerQueue(executor, listener));
        }
        this.queues = List.copyOf(created);
    }

    /** Returns an inactive publisher. */
    public static EventPublisher none(Scheduler scheduler) {
        return new EventPublisher(List.of(), scheduler, Runnable::run);
    }

    boolean isActive() {
        return !queues.isEmpty();
    }

    /** Returns whether a listener receives events of {@code type}. */
    boolean publishes(Class<? extends ClientEvent> type) {
        if (!isActive()) { // without an iterator
            return false;
        }
        for (ListenerQueue queue : queues) {
            if (queue.receives(type)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the time at which something starts, for {@link #since}. */
    long start() {
        return isActive() ? scheduler.nanoTime() : 0;
    }

    Duration since(long start) {
        return Duration.ofNanos(scheduler.nanoTime() - start);
    }

    OrderContextCache orders() {
        return orders;
    }

    /** Publishes the event that {@code factory} creates for the current time. */
    void publish(Function<Instant, ClientEvent> factory) {
        publishAll(at -> List.of(factory.apply(at)));
    }

    /** Publishes the events that {@code factory} creates for the current time, without others between them. */
    void publishAll(Function<Instant, List<ClientEvent>> factory) {
        try {
            List<ClientEvent> events = factory.apply(scheduler.now());
            queues.forEach(queue -> queue.publish(events));
        } catch (Throwable e) { // must not lose a paid task
            LOG.warn("an event could not be published: {}", ExceptionName.of(e));
        }
    }
}
