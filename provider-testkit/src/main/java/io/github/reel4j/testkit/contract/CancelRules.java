package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RC-32x: stopping tasks, an optional ability. */
interface CancelRules extends RuleTests {

    @Test
    @DisplayName(
            "RC-321 a cancel is sent at most once and trouble with it claims nothing; without one, nothing is sent")
    default void cancelsOnce() {
        Optional<TaskCanceller> canceller = bench().provider().canceller();
        if (canceller.isEmpty()) {
            refusesToCancel();
            return;
        }
        for (Fault fault : List.of(
                Fault.connectionReset(),
                Fault.connectionClosed(),
                Fault.garbage(),
                Fault.http(408),
                Fault.http(500),
                Fault.http(503))) {
            Lesson lesson = bench().lesson("RC-321", "a cancel meets: " + fault);
            bench().eachOperationOnTheWire((operation, vendor) -> {
                TaskRef task = bench().submitted(lesson, operation);
                int before = vendor.ledger().requests().size();
                vendor.nextCancel(fault);
                Either<VideoFailure, CancelOutcome> answer =
                        bench().unthrown(lesson, () -> canceller.get().cancel(task));
                int sent = vendor.ledger().requests().size() - before;
                lesson.require(sent == 1, "exactly 1 request is made", () -> sent + " were");
                lesson.require(answer.isLeft(), "what became of the task is not known", () -> "it is " + answer);
                lesson.requireEqual(Optional.of(task), answer.getLeft().task(), "the failure is about the task");
            });
        }
    }

    private void refusesToCancel() {
        Lesson lesson = bench().lesson("RC-321", "a cancel, of which the vendor documents none");
        Operation operation = bench().operations().get(0);
        lesson.requireEqual(
                Optional.of(FailureKind.UNSUPPORTED),
                new LoneClient(bench().provider()).failureOf(lesson, each -> each.cancel(stranger(operation))),
                "a cancel is UNSUPPORTED");
        lesson.requireEqual(0, bench().requests(), "the number of requests at the vendor is right");
        bench().refused("the provider declares no cancel");
    }

    @Test
    @DisplayName("RC-322 what a cancel says became of the task is what its status says")
    default void tellsWhatBecameOfIt() {
        Optional<TaskCanceller> canceller = bench().provider().canceller();
        if (canceller.isEmpty()) {
            bench().refused("the provider declares no cancel");
            return;
        }
        bench().eachOperationOnTheWire((operation, vendor) -> {
            stopsWhatRuns(canceller.get(), operation, vendor);
            comesTooLate(canceller.get(), operation);
            Lesson lesson = bench().lesson("RC-322", "a cancel of a task that was never ordered");
            Either<VideoFailure, CancelOutcome> answer =
                    bench().unthrown(lesson, () -> canceller.get().cancel(stranger(operation)));
            lesson.require(
                    answer.isLeft() && answer.getLeft().kind() == FailureKind.TASK_NOT_FOUND,
                    "it is TASK_NOT_FOUND",
                    () -> "it is " + answer);
        });
    }

    private void stopsWhatRuns(TaskCanceller canceller, Operation operation, Simulator vendor) {
        Lesson lesson = bench().lesson("RC-322", "a cancel of a task that runs");
        vendor.nextTask().queued(Duration.ZERO).running(Duration.ofMinutes(5));
        TaskRef task = ordered(lesson, operation);
        CancelOutcome outcome = outcome(lesson, canceller, task);
        lesson.require(
                outcome.effect() != CancelOutcome.Effect.TOO_LATE,
                "it is CANCELLED or REQUESTED",
                () -> "it is " + outcome);
        bench().subject().finishTasks();
        lesson.require(
                outcome.effect() == CancelOutcome.Effect.REQUESTED || !hasVideo(task),
                "a task that is CANCELLED has ended without a video",
                () -> "it has one");
    }

    /** How statuses are read, and whether they throw, is for other rules. */
    private boolean hasVideo(TaskRef task) {
        try {
            return bench().poll(task).exists(status -> status instanceof TaskStatus.Succeeded);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private TaskRef ordered(Lesson lesson, Operation operation) {
        TaskRef answered = bench().submitted(lesson, operation);
        return new TaskRef(
                answered.provider(),
                answered.operation(),
                answered.endpoint(),
                CalledBack.lastOrder(bench(), answered),
                answered.digest(),
                answered.submittedAt());
    }

    private void comesTooLate(TaskCanceller canceller, Operation operation) {
        Lesson lesson = bench().lesson("RC-322", "a cancel of a task that is finished");
        TaskRef task = ordered(lesson, operation);
        bench().subject().finishTasks();
        lesson.requireEqual(
                CancelOutcome.Effect.TOO_LATE, outcome(lesson, canceller, task).effect(), "the effect is right");
    }

    private CancelOutcome outcome(Lesson lesson, TaskCanceller canceller, TaskRef task) {
        return bench().unthrown(lesson, () -> canceller.cancel(task)).getOrElseGet(failure -> {
            throw lesson.failed("a cancel that nothing befalls has an outcome", failure.toString());
        });
    }

    private TaskRef stranger(Operation operation) {
        return new TaskRef(
                bench().provider().id(),
                operation,
                bench().resolved(operation).model().id(),
                "never-ordered",
                "0",
                Instant.EPOCH);
    }
}
