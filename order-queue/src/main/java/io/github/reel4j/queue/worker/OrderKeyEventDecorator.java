package io.github.reel4j.queue.worker;

import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.port.ClientListener;
import io.github.reel4j.queue.model.QueueListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Adds the key of the order to the events of a worker's clients. Remembers the latest 50,000 orders. Thread-safe. */
public final class OrderKeyEventDecorator implements ClientListener {

    private static final int MAX_REMEMBERED = 50_000;

    private final QueueListener listener;
    private final Map<Object, OrderKey> keys = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, OrderKey> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /** @param listener receives the events */
    public OrderKeyEventDecorator(QueueListener listener) {
        this.listener = listener;
    }

    /** Remembers the key of an attempt. */
    void remember(OrderId attempt, OrderKey key) {
        put(attempt, key);
    }

    /** Remembers the key of a task. */
    void remember(TaskRef task, OrderKey key) {
        put(task.key(), key);
    }

    private synchronized void put(Object name, OrderKey key) {
        keys.put(name, key);
    }

    private synchronized Optional<OrderKey> find(ClientEvent event) {
        Optional<OrderKey> byTask = event.order().task().map(task -> keys.get(task.key()));
        return byTask.isPresent() ? byTask : event.order().order().map(keys::get);
    }

    @Override
    public void onEvent(ClientEvent event) {
        listener.onEvent(find(event), event);
    }
}
