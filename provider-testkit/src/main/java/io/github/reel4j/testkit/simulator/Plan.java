package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.simulator.Task.Phase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What will become of a task, settled when the task is accepted. */
record Plan(
        Duration queued,
        Duration running,
        Ending ending,
        Optional<String> word,
        Optional<String> id,
        List<Incident> incidents,
        Callback callback) {

    /** What a poll of the task meets, the first that comes so long after the order, or later. */
    record Incident(Duration after, Fault fault) {}

    static Plan success(Duration queued, Duration running) {
        return new Plan(
                queued, running, Ending.success(), Optional.empty(), Optional.empty(), List.of(), Callback.usual());
    }

    Plan queued(Duration other) {
        return new Plan(other, running, ending, word, id, incidents, callback);
    }

    Plan running(Duration other) {
        return new Plan(queued, other, ending, word, id, incidents, callback);
    }

    Plan ending(Ending other) {
        return new Plan(queued, running, other, word, id, incidents, callback);
    }

    Plan word(String other) {
        return new Plan(queued, running, ending, Optional.of(other), id, incidents, callback);
    }

    Plan id(String other) {
        return new Plan(queued, running, ending, word, Optional.of(other), incidents, callback);
    }

    Plan incident(Duration after, Fault fault) {
        List<Incident> more = new ArrayList<>(incidents);
        more.add(new Incident(after, fault));
        return new Plan(queued, running, ending, word, id, List.copyOf(more), callback);
    }

    Plan callback(Callback other) {
        return new Plan(queued, running, ending, word, id, incidents, other);
    }

    /** The same until {@code age}; then it ends. */
    Plan cutAt(Duration age, Ending other) {
        Duration waited = age.compareTo(queued) < 0 ? age : queued;
        return new Plan(waited, age.minus(waited), other, word, id, incidents, callback);
    }

    Instant end(Instant submitted) {
        return submitted.plus(queued).plus(running);
    }

    Task taskAt(Instant now, Order order, Instant submitted, URI video) {
        Phase phase = phaseAt(now, submitted);
        boolean failed = phase == Phase.FAILED;
        boolean delivered = phase == Phase.SUCCEEDED && ending.kind() == Ending.Kind.SUCCESS;
        return new Task(
                order,
                phase,
                phase == Phase.RUNNING ? word : Optional.empty(),
                submitted,
                submitted.plus(queued),
                end(submitted),
                delivered ? Optional.of(video) : Optional.empty(),
                failed ? ending.code() : "",
                failed ? ending.message() : "");
    }

    private Phase phaseAt(Instant now, Instant submitted) {
        if (now.isBefore(submitted.plus(queued))) {
            return Phase.QUEUED;
        }
        if (now.isBefore(end(submitted))) {
            return Phase.RUNNING;
        }
        return ending.kind() == Ending.Kind.FAILURE ? Phase.FAILED : Phase.SUCCEEDED;
    }
}
