package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskKey;
import io.github.reel4j.model.TaskRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes the state of each order from its events. The events may come in any order, and some may be missing. A task
 * belongs to the first order that it was recorded for. If the vendor returned it for a second order too, the outcome of
 * that order is unknown. Not thread-safe.
 */
final class OrderProjection {

    private final Set<OrderAccumulator> accumulators = new LinkedHashSet<>();
    private final Map<OrderId, OrderAccumulator> byOrder = new HashMap<>();
    private final Map<TaskKey, OrderAccumulator> byTask = new HashMap<>();

    void add(OrderEvent event) {
        if (event instanceof OrderEvent.Created created) {
            accumulatorFor(created.intent().order(), event).intent = Optional.of(created.intent());
        } else if (event instanceof OrderEvent.Submitted submitted) {
            onResult(accumulatorFor(submitted.order(), event), submitted.outcome());
        } else if (event instanceof OrderEvent.Resolved resolved) {
            onResolved(accumulatorFor(resolved.order(), event), resolved);
        } else if (event instanceof OrderEvent.Completed completed) {
            OrderAccumulator accumulator = accumulatorFor(completed.task(), event);
            accumulator.completed = completed.failure().isEmpty();
            accumulator.failure = completed.failure();
        } else if (event instanceof OrderEvent.Downloaded downloaded) {
            accumulatorFor(downloaded.task(), event).file = Optional.of(downloaded.file());
        }
    }

    List<OrderSummary> orders() {
        return accumulators.stream().map(OrderAccumulator::toSummary).toList();
    }

    /** An accepted order stays accepted, whatever comes later. */
    private void onResult(OrderAccumulator accumulator, SubmitOutcome outcome) {
        if (outcome instanceof SubmitOutcome.Accepted accepted) {
            if (belongsToAnother(accepted.task(), accumulator)) {
                accumulator.clearRejection();
            } else {
                onAccepted(accumulator, accepted.task());
            }
        } else if (outcome instanceof SubmitOutcome.Rejected rejected && accumulator.task.isEmpty()) {
            accumulator.rejected = true;
            accumulator.failure = Optional.of(rejected.kind());
        }
    }

    /** A response of the vendor takes precedence, whether it came before or after. */
    private void onResolved(OrderAccumulator accumulator, OrderEvent.Resolved resolved) {
        if (resolved.task().filter(task -> belongsToAnother(task, accumulator)).isPresent()) {
            return;
        }
        accumulator.resolved = Optional.of(resolved);
        resolved.task().filter(task -> accumulator.task.isEmpty()).ifPresent(task -> onAccepted(accumulator, task));
    }

    private boolean belongsToAnother(TaskRef task, OrderAccumulator accumulator) {
        OrderAccumulator owner = byTask.get(task.key());
        return owner != null && owner != accumulator && owner.ordered;
    }

    private void onAccepted(OrderAccumulator accumulator, TaskRef task) {
        accumulator
                .task
                .filter(other -> !other.key().equals(task.key()))
                .ifPresent(other -> byTask.remove(other.key(), accumulator)); // its completion is not this order's
        accumulator.accept(task);
        OrderAccumulator early = byTask.put(task.key(), accumulator);
        if (early != null && early != accumulator) { // it completed before its order was known
            accumulator.adoptCompletion(early);
            accumulators.remove(early);
        }
    }

    private OrderAccumulator accumulatorFor(OrderId order, OrderEvent first) {
        return byOrder.computeIfAbsent(order, id -> startAccumulator(first, true));
    }

    private OrderAccumulator accumulatorFor(TaskRef task, OrderEvent first) {
        return byTask.computeIfAbsent(task.key(), name -> {
            OrderAccumulator accumulator = startAccumulator(first, false);
            accumulator.task = Optional.of(task);
            return accumulator;
        });
    }

    private OrderAccumulator startAccumulator(OrderEvent first, boolean ordered) {
        OrderAccumulator accumulator = new OrderAccumulator(first.at(), ordered);
        accumulators.add(accumulator);
        return accumulator;
    }

    /** The state of one order while its events are added. */
    private static final class OrderAccumulator {
        private final Instant at;
        private final boolean ordered; // false if only its task is known
        private Optional<OrderIntent> intent = Optional.empty();
        private Optional<TaskRef> task = Optional.empty();
        private Optional<FailureKind> failure = Optional.empty();
        private Optional<String> file = Optional.empty();
        private Optional<OrderEvent.Resolved> resolved = Optional.empty();
        private boolean rejected;
        private boolean completed;

        OrderAccumulator(Instant at, boolean ordered) {
            this.at = at;
            this.ordered = ordered;
        }

        /** The vendor returned the task of another order, so this order was not rejected, but its task is unknown. */
        void clearRejection() {
            if (task.isEmpty()) {
                failure = Optional.empty();
                rejected = false;
                resolved = Optional.empty();
            }
        }

        void accept(TaskRef accepted) {
            task = Optional.of(accepted);
            failure = rejected ? Optional.empty() : failure;
            rejected = false;
        }

        void adoptCompletion(OrderAccumulator early) {
            completed = early.completed;
            failure = early.failure;
            file = early.file;
        }

        OrderSummary toSummary() {
            return new OrderSummary(at, state(), intent, task, failure, file, resolution());
        }

        /** Returns the resolution, unless the vendor's response contradicts it. */
        private Optional<OrderEvent.Resolved> resolution() {
            return resolved.filter(each -> !rejected && each.task().equals(task));
        }

        private OrderState state() {
            if (file.isPresent()) {
                return OrderState.DOWNLOADED;
            }
            if (task.isEmpty()) {
                return rejected || resolved.isPresent() ? OrderState.REJECTED : OrderState.UNKNOWN;
            }
            if (completed) {
                return OrderState.READY;
            }
            return failure.isPresent() ? OrderState.FAILED : OrderState.RUNNING;
        }
    }
}
