package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.CancelOutcome.Effect;
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

/** RC-321, RC-322 and RC-501 to RC-503: cancels after polls and after other cancels. */
final class FollowedCancelMutants {

    private FollowedCancelMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                cancel(
                        "RC-321",
                        "confirms each cancel by a second one",
                        (right, task) -> right.cancel(task).peek(outcome -> {
                            if (outcome.effect() == Effect.CANCELLED) {
                                right.cancel(task);
                            }
                        })),
                cancel(
                        "RC-322",
                        "never knows that the cancel of a queued task is free",
                        (right, task) -> right.cancel(task)
                                .map(outcome -> outcome.billingStatus() == BillingStatus.NOT_BILLED
                                        ? new CancelOutcome(outcome.effect(), BillingStatus.UNKNOWN)
                                        : outcome)),
                afterPoll(
                        "RC-322",
                        "reports the cancel of a task that it has seen finished as requested",
                        outcome -> new CancelOutcome(Effect.REQUESTED, outcome.billingStatus())),
                wrong("RC-501", "throws at the second cancel of a task if it fails", (right, config) -> {
                    Set<TaskRef> failed = ConcurrentHashMap.newKeySet();
                    TaskCanceller canceller = right.canceller().orElseThrow();
                    return right.canceller(task -> canceller.cancel(task).peekLeft(failure -> {
                        if (!failed.add(task)) {
                            throw new IllegalStateException("failed before");
                        }
                    }));
                }),
                cancel(
                        "RC-502",
                        "drops the reason of a cancel that fails with 409",
                        (right, task) -> right.cancel(task)
                                .mapLeft(failure -> http(409).test(failure) ? withoutReason(failure) : failure)),
                afterPoll(
                        "RC-503",
                        "reports the cancel of a task that it has seen finished as free",
                        outcome -> new CancelOutcome(outcome.effect(), BillingStatus.NOT_BILLED)));
    }

    private static VideoFailure withoutReason(VideoFailure failure) {
        return VideoFailure.builder()
                .from(failure)
                .vendorMessage(Optional.<String>empty())
                .build();
    }

    private static ContractMutant cancel(
            String rule, String name, BiFunction<TaskCanceller, TaskRef, Either<VideoFailure, CancelOutcome>> port) {
        return wrong(rule, name, (right, config) -> {
            TaskCanceller canceller = right.canceller().orElseThrow();
            return right.canceller(task -> port.apply(canceller, task));
        });
    }

    /** Changes the outcome of cancels of tasks that a poll has reported as finished. */
    private static ContractMutant afterPoll(String rule, String name, UnaryOperator<CancelOutcome> change) {
        return wrong(rule, name, (right, config) -> {
            Set<TaskRef> finished = ConcurrentHashMap.newKeySet();
            TaskCanceller canceller = right.canceller().orElseThrow();
            return right.tracker(task -> right.tracker().status(task).peek(update -> {
                        if (update instanceof TaskStatus.Succeeded) {
                            finished.add(task);
                        }
                    }))
                    .canceller(task -> canceller
                            .cancel(task)
                            .map(outcome -> finished.contains(task) ? change.apply(outcome) : outcome));
        });
    }
}
