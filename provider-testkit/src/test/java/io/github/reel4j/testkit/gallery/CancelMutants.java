package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** RC-32x: stopping tasks. */
final class CancelMutants {

    private static final CancelOutcome STOPPED =
            new CancelOutcome(CancelOutcome.Effect.CANCELLED, BillingStatus.NOT_BILLED);

    private CancelMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                cancel("RC-321", "cancels twice when it hears nothing", (right, task) -> {
                    Either<VideoFailure, CancelOutcome> first = right.cancel(task);
                    return first.isLeft() && first.getLeft().kind() == FailureKind.UNAVAILABLE
                            ? right.cancel(task)
                            : first;
                }),
                cancel(
                        "RC-321",
                        "cancels twice when it hears nothing, and answers with the first",
                        (right, task) -> right.cancel(task).peekLeft(failure -> {
                            if (failure.kind() == FailureKind.UNAVAILABLE) {
                                right.cancel(task);
                            }
                        })),
                wrong(
                        Set.of("RC-321", "RC-322"),
                        "asks what a task does, and calls it cancelled if it runs",
                        (right, config) -> {
                            TaskCanceller canceller = right.canceller().orElseThrow();
                            return right.canceller(
                                    task -> right.tracker().status(task).exists(CancelMutants::isUnderWay)
                                            ? Either.right(STOPPED)
                                            : canceller.cancel(task));
                        }),
                cancel(
                        "RC-321",
                        "takes a cancel that was not answered for one that was",
                        (right, task) -> insteadOf(FailureKind.UNAVAILABLE, right.cancel(task))),
                cancel(
                        "RC-321",
                        "loses the task in a failure to cancel",
                        (right, task) -> right.cancel(task)
                                .mapLeft(failure -> failure.kind() == FailureKind.UNAVAILABLE
                                        ? VideoFailure.builder()
                                                .from(failure)
                                                .task(Optional.empty())
                                                .build()
                                        : failure)),
                cancel(
                        "RC-322",
                        "says of every cancel that it came in time",
                        (right, task) -> right.cancel(task).map(outcome -> STOPPED)),
                cancel(
                        "RC-322",
                        "says of every cancel that it came too late",
                        (right, task) -> right.cancel(task)
                                .map(outcome -> new CancelOutcome(
                                        CancelOutcome.Effect.ALREADY_FINISHED, outcome.billingStatus()))),
                cancel(
                        "RC-322",
                        "takes a task that is not known for one that is stopped",
                        (right, task) -> insteadOf(FailureKind.TASK_NOT_FOUND, right.cancel(task))),
                wrong(
                        Set.of("RC-321", "RC-322"),
                        "cancels without asking the vendor",
                        (right, config) -> right.canceller(task -> Either.right(STOPPED))));
    }

    private static boolean isUnderWay(TaskStatus status) {
        return status instanceof TaskStatus.Queued || status instanceof TaskStatus.Running;
    }

    private static Either<VideoFailure, CancelOutcome> insteadOf(
            FailureKind kind, Either<VideoFailure, CancelOutcome> result) {
        return result.isLeft() && result.getLeft().kind() == kind ? Either.right(STOPPED) : result;
    }

    private static ContractMutant cancel(
            String rule, String name, BiFunction<TaskCanceller, TaskRef, Either<VideoFailure, CancelOutcome>> port) {
        return wrong(rule, name, (right, config) -> {
            TaskCanceller canceller = right.canceller().orElseThrow();
            return right.canceller(task -> port.apply(canceller, task));
        });
    }
}
