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

/** RC-321 and RC-322: cancelling tasks. */
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
                        "cancels again after no response, and returns the first result",
                        (right, task) -> right.cancel(task).peekLeft(failure -> {
                            if (failure.kind() == FailureKind.UNAVAILABLE) {
                                right.cancel(task);
                            }
                        })),
                wrong(
                        Set.of("RC-321", "RC-322"),
                        "polls a task, and reports it as cancelled if it runs",
                        (right, config) -> {
                            TaskCanceller canceller = right.canceller().orElseThrow();
                            return right.canceller(
                                    task -> right.tracker().status(task).exists(CancelMutants::isUnderWay)
                                            ? Either.right(STOPPED)
                                            : canceller.cancel(task));
                        }),
                cancel(
                        "RC-321",
                        "reports a cancel without a response as requested",
                        (right, task) -> insteadOf(FailureKind.UNAVAILABLE, right.cancel(task))),
                cancel(
                        "RC-321",
                        "drops the task of a failed cancel",
                        (right, task) -> right.cancel(task)
                                .mapLeft(failure -> failure.kind() == FailureKind.UNAVAILABLE
                                        ? VideoFailure.builder()
                                                .from(failure)
                                                .task(Optional.empty())
                                                .build()
                                        : failure)),
                cancel(
                        "RC-322",
                        "reports every cancel as cancelled",
                        (right, task) -> right.cancel(task).map(outcome -> STOPPED)),
                cancel(
                        "RC-322",
                        "reports every cancel as too late",
                        (right, task) -> right.cancel(task)
                                .map(outcome -> new CancelOutcome(
                                        CancelOutcome.Effect.ALREADY_FINISHED, outcome.billingStatus()))),
                cancel(
                        "RC-322",
                        "reports an unknown task as cancelled",
                        (right, task) -> insteadOf(FailureKind.TASK_NOT_FOUND, right.cancel(task))),
                new ContractMutant(
                        "reports a running task that goes on as cancelled",
                        Set.of("RC-322"),
                        AcmeStyle.defaultStyle().abilities(AcmeStyle.Abilities.QUEUED_CANCELS),
                        (right, config) -> right.canceller(task -> right.canceller()
                                .orElseThrow()
                                .cancel(task)
                                .fold(
                                        failure -> failure.vendorCode().equals(Optional.of("E405"))
                                                ? Either.right(STOPPED)
                                                : Either.left(failure),
                                        Either::right))),
                wrong(
                        Set.of("RC-321", "RC-322"),
                        "cancels without a request",
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
