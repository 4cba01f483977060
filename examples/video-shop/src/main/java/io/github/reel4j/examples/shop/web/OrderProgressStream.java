package io.github.reel4j.examples.shop.web;

import io.github.reel4j.examples.shop.Customer;
import io.github.reel4j.examples.shop.CustomerOrders;
import io.github.reel4j.examples.shop.OrderProgress;
import io.github.reel4j.queue.OrderQueueException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends each open page the changes of its customer's orders, as server-sent events. It reads the database, so it does
 * not matter which process executes an order. Thread-safe.
 */
@Component
class OrderProgressStream {

    private static final Logger LOG = LoggerFactory.getLogger(OrderProgressStream.class);
    private static final int MAX_SUBSCRIPTIONS = 500;
    private static final long LIFETIME_MILLIS = Duration.ofMinutes(30).toMillis();
    private static final int ROUNDS_PER_KEEP_ALIVE = 30;

    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final CustomerOrders orders;
    private final Executor executor;

    OrderProgressStream(CustomerOrders orders, @Qualifier("applicationTaskExecutor") Executor executor) {
        this.orders = orders;
        this.executor = executor;
    }

    /**
     * Opens a stream. Its first events are all orders of the customer, the oldest first, and {@code current}: what
     * follows are changes.
     */
    SseEmitter subscribe(Customer customer) {
        if (subscriptions.size() >= MAX_SUBSCRIPTIONS) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
        SseEmitter emitter = new SseEmitter(LIFETIME_MILLIS);
        Subscription added = new Subscription(customer, emitter);
        emitter.onCompletion(() -> subscriptions.remove(added));
        emitter.onTimeout(emitter::complete);
        emitter.onError(failure -> subscriptions.remove(added));
        subscriptions.add(added);
        return emitter;
    }

    @Scheduled(fixedDelay = 500)
    void publish() {
        for (Subscription each : subscriptions) {
            if (each.busy.compareAndSet(false, true)) {
                executor.execute(each);
            }
        }
    }

    /** Ends all streams, for which the server would wait otherwise. The pages connect again. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        subscriptions.forEach(each -> each.emitter.complete());
    }

    /** The stream of one page. Only one thread at a time runs it. */
    private final class Subscription implements Runnable {

        private final Customer customer;
        private final SseEmitter emitter;
        private final AtomicBoolean busy = new AtomicBoolean();
        private Map<String, OrderProgress> sent = Map.of();
        private boolean current;
        private int quietRounds;

        Subscription(Customer customer, SseEmitter emitter) {
            this.customer = customer;
            this.emitter = emitter;
        }

        @Override
        public void run() {
            try {
                sendChanges(orders.newest(customer, sent));
            } catch (IOException | IllegalStateException e) {
                subscriptions.remove(this); // the page is closed
            } catch (DataAccessException | OrderQueueException e) {
                LOG.warn(
                        "cannot read the orders of a page, and try again: {}",
                        e.getClass().getName());
            } finally {
                busy.set(false);
            }
        }

        private void sendChanges(List<OrderProgress> newest) throws IOException {
            Map<String, OrderProgress> latest = new HashMap<>();
            boolean changed = false;
            for (int i = newest.size() - 1; i >= 0; i--) {
                OrderProgress order = newest.get(i);
                latest.put(order.key(), order);
                if (!order.equals(sent.get(order.key()))) {
                    emitter.send(SseEmitter.event().name("order").data(order));
                    changed = true;
                }
            }
            sent = latest;
            if (!current) {
                emitter.send(SseEmitter.event().name("current").data(latest.size()));
                current = true;
            }
            quietRounds = changed ? 0 : quietRounds + 1;
            if (quietRounds >= ROUNDS_PER_KEEP_ALIVE) {
                emitter.send(SseEmitter.event().comment("open")); // finds out that a page is gone
                quietRounds = 0;
            }
        }
    }
}
