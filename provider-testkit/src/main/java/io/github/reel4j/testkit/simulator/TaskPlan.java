package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.simulator.TaskSnapshot.Phase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The course of a simulated task: how long it runs and how it ends. It is fixed when the task is accepted. */
record TaskPlan(
        Duration queued,
        Duration running,
        TaskResult result,
        Optional<String> status,
        Optional<String> id,
        List<ScheduledFault> faults,
        CallbackScript callback,
        OptionalInt queuePosition) {

    /** A fault of the first poll that arrives {@code after} or later, counted from the acceptance of the order. */
    record ScheduledFault(Duration after, Fault fault) {}

    static TaskPlan success(Duration queued, Duration running) {
        return new TaskPlan(
                queued,
                running,
                TaskResult.success(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                CallbackScript.once(),
                OptionalInt.empty());
    }

    TaskPlan queued(Duration other) {
        return new TaskPlan(other, running, result, status, id, faults, callback, queuePosition);
    }

    TaskPlan running(Duration other) {
        return new TaskPlan(queued, other, result, status, id, faults, callback, queuePosition);
    }

    TaskPlan result(TaskResult other) {
        return new TaskPlan(queued, running, other, status, id, faults, callback, queuePosition);
    }

    TaskPlan status(String other) {
        return new TaskPlan(queued, running, result, Optional.of(other), id, faults, callback, queuePosition);
    }

    TaskPlan id(String other) {
        return new TaskPlan(queued, running, result, status, Optional.of(other), faults, callback, queuePosition);
    }

    TaskPlan withFault(Duration after, Fault fault) {
        List<ScheduledFault> more = new ArrayList<>(faults);
        more.add(new ScheduledFault(after, fault));
        return new TaskPlan(queued, running, result, status, id, List.copyOf(more), callback, queuePosition);
    }

    TaskPlan callback(CallbackScript other) {
        return new TaskPlan(queued, running, result, status, id, faults, other, queuePosition);
    }

    TaskPlan queuePosition(int other) {
        return new TaskPlan(queued, running, result, status, id, faults, callback, OptionalInt.of(other));
    }

    /** Returns this plan, but ending with {@code other} at {@code age}. */
    TaskPlan truncatedAt(Duration age, TaskResult other) {
        Duration waited = age.compareTo(queued) < 0 ? age : queued;
        return new TaskPlan(waited, age.minus(waited), other, status, id, faults, callback, queuePosition);
    }

    Instant endOf(Instant submitted) {
        return submitted.plus(queued).plus(running);
    }

    /**
     * Returns the state of the task.
     *
     * @param cancelled the phase of a cancelled task at this vendor
     */
    TaskSnapshot taskAt(Instant now, BilledOrder order, Instant submitted, Supplier<URI> video, Phase cancelled) {
        Phase phase = phaseAt(now, submitted, cancelled);
        boolean failed = phase == Phase.FAILED || phase == Phase.CANCELLED;
        boolean delivered = phase == Phase.SUCCEEDED && result.kind() == TaskResult.Kind.SUCCESS;
        return new TaskSnapshot(
                order,
                phase,
                phase == Phase.RUNNING ? status : Optional.empty(),
                submitted,
                submitted.plus(queued),
                endOf(submitted),
                delivered ? Optional.of(video.get()) : Optional.empty(),
                failed ? result.code() : "",
                failed ? result.message() : "",
                phase == Phase.QUEUED ? queuePosition : OptionalInt.empty());
    }

    private Phase phaseAt(Instant now, Instant submitted, Phase cancelled) {
        if (now.isBefore(submitted.plus(queued))) {
            return Phase.QUEUED;
        }
        if (now.isBefore(endOf(submitted))) {
            return Phase.RUNNING;
        }
        return switch (result.kind()) {
            case SUCCESS, SUCCESS_WITHOUT_URL -> Phase.SUCCEEDED;
            case FAILURE -> Phase.FAILED;
            case CANCELLATION -> cancelled;
        };
    }
}
