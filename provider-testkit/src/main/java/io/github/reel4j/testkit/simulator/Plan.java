package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.simulator.Task.Phase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What will become of a task, settled when the task is accepted. */
record Plan(Duration queued, Duration running, Outcome outcome, Optional<String> word, String code, String message) {

    enum Outcome {
        SUCCESS,
        SUCCESS_WITHOUT_URL,
        FAILURE
    }

    static Plan success(Duration queued, Duration running) {
        return new Plan(queued, running, Outcome.SUCCESS, Optional.empty(), "", "");
    }

    Plan queued(Duration other) {
        return new Plan(other, running, outcome, word, code, message);
    }

    Plan running(Duration other) {
        return new Plan(queued, other, outcome, word, code, message);
    }

    Plan outcome(Outcome other, String otherCode, String otherMessage) {
        return new Plan(queued, running, other, word, otherCode, otherMessage);
    }

    Plan word(String other) {
        return new Plan(queued, running, outcome, Optional.of(other), code, message);
    }

    Instant end(Instant submitted) {
        return submitted.plus(queued).plus(running);
    }

    Task taskAt(Instant now, Order order, Instant submitted, URI video) {
        Phase phase = phaseAt(now, submitted);
        boolean failed = phase == Phase.FAILED;
        boolean delivered = phase == Phase.SUCCEEDED && outcome == Outcome.SUCCESS;
        return new Task(
                order,
                phase,
                phase == Phase.RUNNING ? word : Optional.empty(),
                submitted,
                submitted.plus(queued),
                end(submitted),
                delivered ? Optional.of(video) : Optional.empty(),
                failed ? code : "",
                failed ? message : "");
    }

    private Phase phaseAt(Instant now, Instant submitted) {
        if (now.isBefore(submitted.plus(queued))) {
            return Phase.QUEUED;
        }
        if (now.isBefore(end(submitted))) {
            return Phase.RUNNING;
        }
        return outcome == Outcome.FAILURE ? Phase.FAILED : Phase.SUCCEEDED;
    }
}
