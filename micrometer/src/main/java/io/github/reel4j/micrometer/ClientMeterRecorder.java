package io.github.reel4j.micrometer;

import io.github.reel4j.micrometer.OrderOutcomes.Ended;
import io.github.reel4j.model.ClientEvent;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderContext;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.RedactedFailure;
import io.github.reel4j.model.TaskKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.port.ClientListener;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Records the events of clients as meters. Several clients may share it. Never throws. Thread-safe. */
final class ClientMeterRecorder implements ClientListener {

    private static final Set<Class<? extends ClientEvent>> RECORDED = Set.of(
            ClientEvent.OrderPriced.class,
            ClientEvent.SubmitFinished.class,
            ClientEvent.OrderFailed.class,
            ClientEvent.FallbackTaken.class,
            ClientEvent.TaskFinished.class,
            ClientEvent.JournalWriteFailed.class);

    private static final Duration[] TASK_BUCKETS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(3),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(20),
        Duration.ofMinutes(30),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final InstrumentationFailures failures;
    private final OrderOutcomes orders = new OrderOutcomes();
    private final BoundedMap<TaskKey, Boolean> endedTasks = new BoundedMap<>(10_000); // guarded by itself

    ClientMeterRecorder(MeterRegistry registry, InstrumentationFailures failures) {
        this.registry = registry;
        this.failures = failures;
    }

    /** Polls are timed by {@link PollTimer}, because waking a thread would cost more than the rest. */
    @Override
    public boolean receives(Class<? extends ClientEvent> type) {
        return RECORDED.contains(type);
    }

    @Override
    public void onEvent(ClientEvent event) {
        failures.ignore(() -> record(event));
    }

    @Override
    public void onDropped(long progress, long others) {
        failures.ignore(() -> count(ReelMeterDocumentation.EVENTS_DROPPED, Tags.empty(), (double) others));
    }

    private void record(ClientEvent event) {
        if (event instanceof ClientEvent.OrderPriced priced) {
            orders.priced(priced.order(), priced.price());
        } else if (event instanceof ClientEvent.SubmitFinished submit) {
            submitted(submit);
        } else if (event instanceof ClientEvent.OrderFailed failed) {
            orders.failed(failed.order(), failed.failure()).ifPresent(end -> ended(failed.order(), end));
        } else if (event instanceof ClientEvent.FallbackTaken fallback) {
            orders.failed(fallback.order(), fallback.failure()).ifPresent(end -> ended(fallback.order(), end));
        } else if (event instanceof ClientEvent.TaskFinished task) {
            taskFinished(task);
        } else if (event instanceof ClientEvent.JournalWriteFailed journal) {
            count(ReelMeterDocumentation.JOURNAL_FAILURES, provider(journal.order()), 1);
        }
    }

    private void submitted(ClientEvent.SubmitFinished submit) {
        if (submit.failure().isPresent()) {
            if (submit.failure().get().kind() != FailureKind.UNREACHABLE) { // then nothing was sent
                orders.sendFailed(submit.order());
            }
        } else {
            ended(submit.order(), orders.accepted(submit.order()));
        }
    }

    private void ended(OrderContext order, Ended end) {
        Tags outcome = provider(order)
                .and(ReelKeyName.OUTCOME.asString(), end.outcome().name().toLowerCase(Locale.ROOT))
                .and(ReelKeyName.ERROR_TYPE.asString(), SharedKeyValues.errorType(end.failure()));
        count(ReelMeterDocumentation.ORDERS, outcome, 1);
        if (end.outcome().isSpent()) {
            end.price().ifPresent(price -> spent(order, price));
        }
    }

    private void spent(OrderContext order, ExpectedPrice price) {
        Tags tags = provider(order).and(ReelKeyName.MODEL.asString(), model(order));
        if (price.max().isPresent()) {
            Money money = price.max().get();
            count(
                    ReelMeterDocumentation.SPEND_EXPECTED,
                    tags.and(ReelKeyName.CURRENCY.asString(), money.currency().getCurrencyCode()),
                    money.amount().doubleValue());
        } else {
            count(ReelMeterDocumentation.ORDERS_UNPRICED, tags, 1);
        }
    }

    private void taskFinished(ClientEvent.TaskFinished task) {
        if (!isFirstEnd(task.order().task())) {
            return;
        }
        OrderContext order = task.order();
        Timer.builder(ReelMeterDocumentation.TASK.getName())
                .description(ReelMeterDocumentation.TASK.description())
                .serviceLevelObjectives(TASK_BUCKETS)
                .tags(provider(order)
                        .and(ReelKeyName.MODEL.asString(), model(order))
                        .and(
                                ReelKeyName.OPERATION.asString(),
                                order.operation().map(Operation::id).orElse(KeyValue.NONE_VALUE))
                        .and(ReelKeyName.OUTCOME.asString(), outcome(task.failure()))
                        .and(errorType(task.failure())))
                .register(registry)
                .record(task.duration());
    }

    /** A task ends again if it is polled for a fresh link. */
    private boolean isFirstEnd(Optional<TaskRef> task) {
        synchronized (endedTasks) {
            return task.isEmpty() || endedTasks.put(task.get().key(), true);
        }
    }

    private static String outcome(Optional<RedactedFailure> failure) {
        if (failure.isEmpty()) {
            return "succeeded";
        }
        return failure.get().kind() == FailureKind.CANCELLED ? "cancelled" : "failed";
    }

    private static Tags provider(OrderContext order) {
        return Tags.of(ReelKeyName.PROVIDER.asString(), order.provider().value());
    }

    private static String model(OrderContext order) {
        return order.model().orElse(KeyValue.NONE_VALUE);
    }

    private static Tags errorType(Optional<RedactedFailure> failure) {
        return Tags.of(
                ReelKeyName.ERROR_TYPE.asString(), SharedKeyValues.errorType(failure.map(RedactedFailure::kind)));
    }

    private void count(ReelMeterDocumentation meter, Tags tags, double amount) {
        Counter.builder(meter.getName())
                .description(meter.description())
                .tags(tags)
                .register(registry)
                .increment(amount);
    }
}
