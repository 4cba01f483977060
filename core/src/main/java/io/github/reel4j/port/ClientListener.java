package io.github.reel4j.port;

import io.github.reel4j.model.ClientEvent;

/**
 * Observes everything that happens to the orders and tasks of a client. Implemented by the program, for metrics,
 * traces, logs or progress.
 *
 * <p>A client calls each of its listeners on threads of its own, one call at a time, in the order of the events of each
 * order, and without locks. So a listener needs no synchronization of its own unless several clients share it. A
 * listener that throws, blocks or is slow delays neither orders nor polls nor other listeners; its exceptions are
 * logged. Events may therefore arrive after the call that caused them has returned. Closing the client waits for its
 * listeners for at most 1 second.
 *
 * <p>For each listener, at most 20,000 events wait. Events that no longer fit are dropped: {@link
 * ClientEvent.BytesReceived} if 1,000 events wait, events that end a submit, an order, a task or a download if
 * 20,000 wait, and all others if 10,000 wait. A gap is never silent: the first drop of a gap is logged at level WARN
 * unless only progress is affected, and {@link #onDropped} is called at the place of the gap.
 */
@FunctionalInterface
public interface ClientListener {

    /** Receives an event. May block. */
    void onEvent(ClientEvent event);

    /**
     * Returns whether this listener receives the events of a type. True by default. An event that no listener receives
     * is not created and wakes no thread, which matters for polls. Called for each type when a client is built, and
     * not again; if it throws, the listener receives the events.
     *
     * @param type a subtype of {@link ClientEvent}
     */
    default boolean receives(Class<? extends ClientEvent> type) {
        return true;
    }

    /**
     * Receives the number of events that were dropped since the last call, because this listener was too slow. Does
     * nothing by default.
     *
     * @param progress the number of dropped {@link ClientEvent.BytesReceived} events
     * @param others the number of other dropped events
     */
    default void onDropped(long progress, long others) {}
}
