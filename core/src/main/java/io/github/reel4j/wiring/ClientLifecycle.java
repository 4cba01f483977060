package io.github.reel4j.wiring;

import io.github.reel4j.discovery.ProviderRegistry;
import io.github.reel4j.discovery.ProviderSelector;
import io.github.reel4j.dispatch.DispatcherRegistry;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.order.OrderService;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.tracking.SystemScheduler;
import io.github.reel4j.tracking.TaskService;
import io.github.reel4j.tracking.TaskTracker;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Checks a client's configuration when it is built, and closes its objects in order. */
public final class ClientLifecycle {

    private static final Duration LISTENER_TIMEOUT = Duration.ofSeconds(1);

    /** Twice the default timeout of a submit. */
    private static final Duration MAX_SUBMIT_WAIT = Duration.ofMinutes(2);

    private final ClientOptions options;
    private final ProviderRegistry registry;
    private final ProviderSelector selector;
    private final DispatcherRegistry dispatchers;
    private final OrderService orders;
    private final TaskService tasks;
    private final TaskTracker tracker;
    private final Scheduler scheduler;

    @Inject
    ClientLifecycle(
            ClientOptions options,
            ProviderRegistry registry,
            ProviderSelector selector,
            DispatcherRegistry dispatchers,
            OrderService orders,
            TaskService tasks,
            TaskTracker tracker,
            Scheduler scheduler) {
        this.options = options;
        this.registry = registry;
        this.selector = selector;
        this.dispatchers = dispatchers;
        this.orders = orders;
        this.tasks = tasks;
        this.tracker = tracker;
        this.scheduler = scheduler;
    }

    /** Returns why the client cannot be used as it is configured; empty if it can. */
    public Optional<VideoFailure> validate() {
        return selector.conflict()
                .or(selector::misconfigured)
                .or(() -> options.acceptsOrders() ? selector.validate(options.keyRequired()) : Optional.empty())
                .or(this::invalidLimit);
    }

    /** Creates the dispatchers now, so that an invalid limit is reported before the first order. */
    private Optional<VideoFailure> invalidLimit() {
        return selector.eligible().stream()
                .flatMap(provider -> tasks.dispatcherFor(provider).swap().toJavaStream())
                .findFirst();
    }

    /** Closes the client; see {@code VideoClient.close}. */
    public void close() {
        try {
            dispatchers.close();
            orders.close();
            tracker.close();
            tasks.close();
        } finally {
            try {
                registry.close();
            } finally {
                closeOwnScheduler();
            }
        }
    }

    private void closeOwnScheduler() {
        if (options.ownsScheduler() && scheduler instanceof SystemScheduler own) {
            orders.awaitSent(MAX_SUBMIT_WAIT);
            tasks.awaitDownloads(LISTENER_TIMEOUT);
            tracker.notifier().awaitIdle(LISTENER_TIMEOUT);
            own.close();
        }
    }
}
