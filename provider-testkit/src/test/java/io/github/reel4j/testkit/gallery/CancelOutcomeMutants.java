package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.CancelOutcome.Effect;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** RC-322: cancels of tasks in each state, and what becomes of the tasks. */
final class CancelOutcomeMutants {

    private CancelOutcomeMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                after(
                        "reports a task that it has cancelled as running",
                        update -> new TaskStatus.Running(Optional.empty())),
                after(
                        "reports a task that it has cancelled as failed",
                        update -> update instanceof TaskStatus.Cancelled cancelled
                                ? new TaskStatus.Failed(
                                        as(FailureKind.GENERATION_FAILED).apply(cancelled.failure()))
                                : update),
                wrong("RC-322", "rejects the second cancel of a task", (right, config) -> {
                    Set<TaskRef> cancelled = ConcurrentHashMap.newKeySet();
                    TaskCanceller canceller = right.canceller().orElseThrow();
                    return right.canceller(task -> canceller
                            .cancel(task)
                            .flatMap(outcome -> cancelled.add(task)
                                    ? Either.right(outcome)
                                    : Either.left(VideoFailure.of(FailureKind.DEFECT, "cancelled before")
                                            .withTask(task))));
                }),
                wrong("RC-322", "cancels only tasks that the same instance submitted", (right, config) -> {
                    Set<String> own = ConcurrentHashMap.newKeySet();
                    TaskCanceller canceller = right.canceller().orElseThrow();
                    return right.generator(
                                    request -> right.generator().submit(request).peek(task -> own.add(task.id())))
                            .canceller(task -> {
                                Either<VideoFailure, CancelOutcome> result = canceller.cancel(task);
                                return result.isLeft() || own.contains(task.id())
                                        ? result
                                        : Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "not mine")
                                                .withTask(task));
                            });
                }),
                outcome(
                        "reports a failed task as cancelled",
                        (right, task) -> right.tracker().status(task).exists(TaskStatus.Failed.class::isInstance),
                        Effect.ALREADY_FINISHED,
                        new CancelOutcome(Effect.CANCELLED, BillingStatus.UNKNOWN)),
                outcome(
                        "reports every cancelled task as not billed",
                        (right, task) -> true,
                        Effect.CANCELLED,
                        new CancelOutcome(Effect.CANCELLED, BillingStatus.NOT_BILLED)),
                outcome(
                        "reports every cancelled task as billed",
                        (right, task) -> true,
                        Effect.CANCELLED,
                        new CancelOutcome(Effect.CANCELLED, BillingStatus.BILLED)),
                outcome(
                        "reports a cancelled task as one that goes on",
                        (right, task) -> true,
                        Effect.CANCELLED,
                        new CancelOutcome(Effect.NOT_CANCELLABLE, BillingStatus.UNKNOWN)),
                outcome(
                        "reports a finished task as not cancellable",
                        (right, task) -> true,
                        Effect.ALREADY_FINISHED,
                        new CancelOutcome(Effect.NOT_CANCELLABLE, BillingStatus.UNKNOWN)));
    }

    /** Changes the statuses of tasks that this instance has cancelled. */
    private static ContractMutant after(String name, UnaryOperator<TaskStatus> change) {
        return wrong("RC-322", name, (right, config) -> {
            Set<String> cancelled = ConcurrentHashMap.newKeySet();
            TaskCanceller canceller = right.canceller().orElseThrow();
            return right.canceller(task -> canceller.cancel(task).peek(outcome -> {
                        if (outcome.effect() == Effect.CANCELLED) {
                            cancelled.add(task.id());
                        }
                    }))
                    .tracker(task -> right.tracker()
                            .status(task)
                            .map(update -> cancelled.contains(task.id()) ? change.apply(update) : update));
        });
    }

    /** Exchanges the outcome with this effect. */
    private static ContractMutant outcome(
            String name, BiFunction<ProviderParts, TaskRef, Boolean> when, Effect effect, CancelOutcome reported) {
        return wrong("RC-322", name, (right, config) -> {
            TaskCanceller canceller = right.canceller().orElseThrow();
            return right.canceller(task -> canceller
                    .cancel(task)
                    .map(outcome -> outcome.effect() == effect && when.apply(right, task) ? reported : outcome));
        });
    }
}
