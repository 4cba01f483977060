package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.simulator.TaskSnapshot.Phase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The plan of a task, fixed when the task is accepted. */
record TaskPlan(
        Duration queued,
        Duration running,
        TaskResult result,
        Optional<String> status,
        Optional<String> id,
        List<ScheduledFault> faults,
        CallbackScript callback) {

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
                CallbackScript.once());
    }

    TaskPlan queued(Duration other) {
        return new TaskPlan(other, running, result, status, id, faults, callback);
    }

    TaskPlan running(Duration other) {
        return new TaskPlan(queued, other, result, status, id, faults, callback);
    }

    TaskPlan result(TaskResult other) {
        return new TaskPlan(queued, running, other, status, id, faults, callback);
    }

    TaskPlan status(String other) {
        return new TaskPlan(queued, running, result, Optional.of(other), id, faults, callback);
    }

    TaskPlan id(String other) {
        return new TaskPlan(queued, running, result, status, Optional.of(other), faults, callback);
    }

    TaskPlan withFault(Duration after, Fault fault) {
        List<ScheduledFault> more = new ArrayList<>(faults);
        more.add(new ScheduledFault(after, fault));
        return new TaskPlan(queued, running, result, status, id, List.copyOf(more), callback);
    }

    TaskPlan callback(CallbackScript other) {
        return new TaskPlan(queued, running, result, status, id, faults, other);
    }

    /** Returns this plan, but ending with {@code other} at {@code age}. */
    TaskPlan truncatedAt(Duration age, TaskResult other) {
        Duration waited = age.compareTo(queued) < 0 ? age : queued;
        return new TaskPlan(waited, age.minus(waited), other, status, id, faults, callback);
    }

    Instant endOf(Instant submitted) {
        return submitted.plus(queued).plus(running);
    }

    TaskSnapshot taskAt(Instant now, BilledOrder order, Instant submitted, URI video) {
        Phase phase = phaseAt(now, submitted);
        boolean failed = phase == Phase.FAILED;
        boolean delivered = phase == Phase.SUCCEEDED && result.kind() == TaskResult.Kind.SUCCESS;
        return new TaskSnapshot(
                order,
                phase,
                phase == Phase.RUNNING ? status : Optional.empty(),
                submitted,
                submitted.plus(queued),
                endOf(submitted),
                delivered ? Optional.of(video) : Optional.empty(),
                failed ? result.code() : "",
                failed ? result.message() : "");
    }

    private Phase phaseAt(Instant now, Instant submitted) {
        if (now.isBefore(submitted.plus(queued))) {
            return Phase.QUEUED;
        }
        if (now.isBefore(endOf(submitted))) {
            return Phase.RUNNING;
        }
        return result.kind() == TaskResult.Kind.FAILURE ? Phase.FAILED : Phase.SUCCEEDED;
    }
}
