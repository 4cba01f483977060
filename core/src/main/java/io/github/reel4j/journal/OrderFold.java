package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderOutcome;
import io.github.reel4j.model.OrderRecord;
import io.github.reel4j.model.TaskName;
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
final class OrderFold {

    private final Set<Draft> all = new LinkedHashSet<>();
    private final Map<OrderId, Draft> byOrder = new HashMap<>();
    private final Map<TaskName, Draft> byTask = new HashMap<>();

    void add(OrderRecord entry) {
        if (entry instanceof OrderRecord.Intended intended) {
            of(intended.intent().order(), entry).intent = Optional.of(intended.intent());
        } else if (entry instanceof OrderRecord.Answered answered) {
            answered(of(answered.order(), entry), answered.outcome());
        } else if (entry instanceof OrderRecord.Settled settled) {
            settled(of(settled.order(), entry), settled);
        } else if (entry instanceof OrderRecord.Ended ended) {
            Draft draft = of(ended.task(), entry);
            draft.made = ended.failure().isEmpty();
            draft.failure = ended.failure();
        } else if (entry instanceof OrderRecord.Delivered delivered) {
            of(delivered.task(), entry).file = Optional.of(delivered.file());
        }
    }

    List<JournaledOrder> orders() {
        return all.stream().map(Draft::order).toList();
    }

    /** What was accepted stays accepted. */
    private void answered(Draft draft, OrderOutcome outcome) {
        if (outcome instanceof OrderOutcome.Accepted accepted) {
            if (isAnothers(accepted.task(), draft)) {
                draft.doubt();
            } else {
                accepted(draft, accepted.task());
            }
        } else if (outcome instanceof OrderOutcome.Refused refused && draft.task.isEmpty()) {
            draft.refused = true;
            draft.failure = Optional.of(refused.kind());
        }
    }

    /** What the vendor has answered counts more, before or after. */
    private void settled(Draft draft, OrderRecord.Settled settled) {
        if (settled.task().filter(task -> isAnothers(task, draft)).isPresent()) {
            return;
        }
        draft.settled = Optional.of(settled);
        settled.task().filter(task -> draft.task.isEmpty()).ifPresent(task -> accepted(draft, task));
    }

    private boolean isAnothers(TaskRef task, Draft draft) {
        Draft owner = byTask.get(task.name());
        return owner != null && owner != draft && owner.ordered;
    }

    private void accepted(Draft draft, TaskRef task) {
        draft.task
                .filter(other -> !other.name().equals(task.name()))
                .ifPresent(other -> byTask.remove(other.name(), draft)); // what becomes of it is not this order's
        draft.accept(task);
        Draft early = byTask.put(task.name(), draft);
        if (early != null && early != draft) { // its end was noted before it was known whose it is
            draft.end(early);
            all.remove(early);
        }
    }

    private Draft of(OrderId order, OrderRecord first) {
        return byOrder.computeIfAbsent(order, id -> begin(first, true));
    }

    private Draft of(TaskRef task, OrderRecord first) {
        return byTask.computeIfAbsent(task.name(), name -> {
            Draft draft = begin(first, false);
            draft.task = Optional.of(task);
            return draft;
        });
    }

    private Draft begin(OrderRecord first, boolean ordered) {
        Draft draft = new Draft(first.at(), ordered);
        all.add(draft);
        return draft;
    }

    /** An order of which more may be known further down. */
    private static final class Draft {
        private final Instant at;
        private final boolean ordered; // not known by its task alone
        private Optional<OrderIntent> intent = Optional.empty();
        private Optional<TaskRef> task = Optional.empty();
        private Optional<FailureKind> failure = Optional.empty();
        private Optional<String> file = Optional.empty();
        private Optional<OrderRecord.Settled> settled = Optional.empty();
        private boolean refused;
        private boolean made;

        Draft(Instant at, boolean ordered) {
            this.at = at;
            this.ordered = ordered;
        }

        /** The vendor answered with another order's task: it is not refused, and has no task that is known. */
        void doubt() {
            if (task.isEmpty()) {
                failure = Optional.empty();
                refused = false;
                settled = Optional.empty();
            }
        }

        void accept(TaskRef accepted) {
            task = Optional.of(accepted);
            failure = refused ? Optional.empty() : failure;
            refused = false;
        }

        void end(Draft early) {
            made = early.made;
            failure = early.failure;
            file = early.file;
        }

        JournaledOrder order() {
            return new JournaledOrder(at, state(), intent, task, failure, file, settlement());
        }

        /** Unless it was answered otherwise. */
        private Optional<OrderRecord.Settled> settlement() {
            return settled.filter(each -> !refused && each.task().equals(task));
        }

        private OrderState state() {
            if (file.isPresent()) {
                return OrderState.DELIVERED;
            }
            if (task.isEmpty()) {
                return refused || settled.isPresent() ? OrderState.REFUSED : OrderState.UNKNOWN;
            }
            if (made) {
                return OrderState.MADE;
            }
            return failure.isPresent() ? OrderState.FAILED : OrderState.RUNNING;
        }
    }
}
