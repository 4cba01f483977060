package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderOutcome;
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
 * Puts records together to orders, whichever of them are missing. A task belongs to the first order that it was written for: of another
 * that was answered with it, nobody can tell whether it has a task of its own. Not thread-safe.
 */
final class OrderProjection {

    private final Set<OrderAccumulator> accumulators = new LinkedHashSet<>();
    private final Map<OrderId, OrderAccumulator> byOrder = new HashMap<>();
    private final Map<TaskKey, OrderAccumulator> byTask = new HashMap<>();

    void add(OrderEvent entry) {
        if (entry instanceof OrderEvent.Created created) {
            accumulatorFor(created.intent().order(), entry).intent = Optional.of(created.intent());
        } else if (entry instanceof OrderEvent.Submitted submitted) {
            onResult(accumulatorFor(submitted.order(), entry), submitted.outcome());
        } else if (entry instanceof OrderEvent.Resolved resolved) {
            onResolved(accumulatorFor(resolved.order(), entry), resolved);
        } else if (entry instanceof OrderEvent.Completed completed) {
            OrderAccumulator accumulator = accumulatorFor(completed.task(), entry);
            accumulator.completed = completed.failure().isEmpty();
            accumulator.failure = completed.failure();
        } else if (entry instanceof OrderEvent.Downloaded downloaded) {
            accumulatorFor(downloaded.task(), entry).file = Optional.of(downloaded.file());
        }
    }

    List<OrderSummary> orders() {
        return accumulators.stream().map(OrderAccumulator::toSummary).toList();
    }

    /** What was accepted stays accepted. */
    private void onResult(OrderAccumulator accumulator, OrderOutcome outcome) {
        if (outcome instanceof OrderOutcome.Accepted accepted) {
            if (isAnothers(accepted.task(), accumulator)) {
                accumulator.doubt();
            } else {
                onAccepted(accumulator, accepted.task());
            }
        } else if (outcome instanceof OrderOutcome.Rejected refused && accumulator.task.isEmpty()) {
            accumulator.rejected = true;
            accumulator.failure = Optional.of(refused.kind());
        }
    }

    /** What the vendor has answered counts more, before or after. */
    private void onResolved(OrderAccumulator accumulator, OrderEvent.Resolved resolved) {
        if (resolved.task().filter(task -> isAnothers(task, accumulator)).isPresent()) {
            return;
        }
        accumulator.resolved = Optional.of(resolved);
        resolved.task().filter(task -> accumulator.task.isEmpty()).ifPresent(task -> onAccepted(accumulator, task));
    }

    private boolean isAnothers(TaskRef task, OrderAccumulator accumulator) {
        OrderAccumulator owner = byTask.get(task.key());
        return owner != null && owner != accumulator && owner.ordered;
    }

    private void onAccepted(OrderAccumulator accumulator, TaskRef task) {
        accumulator
                .task
                .filter(other -> !other.key().equals(task.key()))
                .ifPresent(other -> byTask.remove(other.key(), accumulator)); // what becomes of it is not this order's
        accumulator.accept(task);
        OrderAccumulator early = byTask.put(task.key(), accumulator);
        if (early != null && early != accumulator) { // its end was noted before it was known whose it is
            accumulator.end(early);
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

    /** An order of which more may be known further down. */
    private static final class OrderAccumulator {
        private final Instant at;
        private final boolean ordered; // not known by its task alone
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

        /** The vendor answered with another order's task: it is not refused, and has no task that is known. */
        void doubt() {
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

        void end(OrderAccumulator early) {
            completed = early.completed;
            failure = early.failure;
            file = early.file;
        }

        OrderSummary toSummary() {
            return new OrderSummary(at, state(), intent, task, failure, file, resolution());
        }

        /** Unless it was answered otherwise. */
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
