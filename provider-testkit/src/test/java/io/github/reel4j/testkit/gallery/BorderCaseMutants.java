package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.failure;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.rejection;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CallbackHint;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ReceivedCallback;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.TaskCanceller;
import io.github.reel4j.spi.ProviderConfig;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** RC-102 to RC-324: providers that go wrong with the responses of proxies, with old tasks, and in the background. */
final class BorderCaseMutants {

    private BorderCaseMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                wrong(
                        "RC-102",
                        "requests the news of the vendor in the background",
                        (right, config) -> right.table(() -> {
                            CompletableFuture<Void> unused =
                                    CompletableFuture.runAsync(() -> Http.get(config, "/news"));
                            return right.models();
                        })),
                rejection(
                        "RC-203",
                        "takes a page that starts with a comment for a rejection",
                        failed -> (http(400).test(failed) || http(403).test(failed))
                                && failed.rawResponse().orElse("").startsWith("<!--"),
                        as(FailureKind.INVALID_REQUEST)),
                rejection("RC-203", "reports 593 as a limit", http(593), as(FailureKind.RATE_LIMITED)),
                rejection(
                        "RC-212",
                        "reads no task id of a long error",
                        failed -> failed.task().isPresent()
                                && failed.rawResponse().orElse("").length() > 400,
                        BorderCaseMutants::withoutTask),
                rejection(
                        "RC-214",
                        "reports 451 as unreachable",
                        http(451),
                        failed -> VideoFailure.of(FailureKind.UNREACHABLE, failed.message())),
                rejection(
                        "RC-215",
                        "dates the task of a failed submit in 1970",
                        failed -> failed.task().isPresent(),
                        failed -> failed.withTask(at(failed.task().orElseThrow(), Instant.EPOCH.plusSeconds(1)))),
                wrong(
                        "RC-301",
                        "does not poll tasks of more than 7 days",
                        (right, config) -> right.tracker(task -> isOld(task, config)
                                ? Either.left(VideoFailure.builder()
                                        .kind(FailureKind.TASK_NOT_FOUND)
                                        .message("the task is too old")
                                        .task(task)
                                        .build())
                                : right.tracker().status(task))),
                wrong("RC-305", "reports an earlier success if a poll fails", (right, config) -> {
                    Map<TaskRef, TaskStatus> ends = new ConcurrentHashMap<>();
                    return right.tracker(task -> {
                        Either<VideoFailure, TaskStatus> result =
                                right.tracker().status(task);
                        result.filter(TaskStatus.Succeeded.class::isInstance)
                                .forEach(found -> found.forEach(status -> ends.put(task, status)));
                        return result.isLeft() && http(503).test(result.getLeft()) && ends.containsKey(task)
                                ? Either.right(ends.get(task))
                                : result;
                    });
                }),
                failure(
                        "RC-308",
                        "takes a limit without a body for an outage",
                        failed -> failed.kind() == FailureKind.RATE_LIMITED
                                && failed.rawResponse().orElse("").isBlank(),
                        as(FailureKind.UNAVAILABLE)),
                cancels(
                        "RC-321",
                        "takes 422 of a cancel for the end of the task",
                        (right, task) -> right.cancel(task)
                                .fold(
                                        failed -> http(422).test(failed)
                                                ? Either.right(new CancelOutcome(
                                                        CancelOutcome.Effect.ALREADY_FINISHED, BillingStatus.UNKNOWN))
                                                : Either.left(failed),
                                        Either::right)),
                cancels(
                        "RC-322",
                        "reports that finished tasks are free",
                        (right, task) -> right.cancel(task)
                                .map(outcome -> outcome.effect() == CancelOutcome.Effect.ALREADY_FINISHED
                                        ? new CancelOutcome(outcome.effect(), BillingStatus.NOT_BILLED)
                                        : outcome)),
                wrong(
                        "RC-323",
                        "dates each task of a callback in the next year",
                        (right, config) -> right.callbacks(new Callbacks(
                                right.callbacks().orElseThrow(),
                                task -> at(task, config.scheduler().now().plus(Duration.ofDays(365))),
                                (callback, result) -> result))),
                new ContractMutant(
                        "believes a callback whose id is blank",
                        Set.of("RC-324"),
                        AcmeStyle.defaultStyle().abilities(AcmeStyle.Abilities.UNSIGNED),
                        (right, config) -> right.callbacks(new Callbacks(
                                right.callbacks().orElseThrow(), task -> task, BorderCaseMutants::blank))));
    }

    private static VideoFailure withoutTask(VideoFailure failed) {
        return VideoFailure.builder()
                .from(failed)
                .task(Optional.<TaskRef>empty())
                .build();
    }

    private static boolean isOld(TaskRef task, ProviderConfig config) {
        return task.submittedAt()
                .plus(Duration.ofDays(7))
                .isBefore(config.scheduler().now());
    }

    private static TaskRef at(TaskRef task, Instant time) {
        return new TaskRef(task.provider(), task.operation(), task.endpoint(), task.id(), task.fingerprint(), time);
    }

    private static Either<VideoFailure, CallbackHint> blank(
            ReceivedCallback callback, Either<VideoFailure, CallbackHint> result) {
        return result.isLeft() && callback.text().contains("\"id\":\"   \"")
                ? Either.right(new CallbackHint("   "))
                : result;
    }

    private static ContractMutant cancels(
            String rule, String name, BiFunction<TaskCanceller, TaskRef, Either<VideoFailure, CancelOutcome>> port) {
        return wrong(rule, name, (right, config) -> {
            TaskCanceller canceller = right.canceller().orElseThrow();
            return right.canceller(task -> port.apply(canceller, task));
        });
    }

    /** Delegates to the correct reader, and changes what it returns. */
    private record Callbacks(
            CallbackReader right,
            UnaryOperator<TaskRef> tasks,
            BiFunction<ReceivedCallback, Either<VideoFailure, CallbackHint>, Either<VideoFailure, CallbackHint>> hints)
            implements ForwardingCallbackReader {

        @Override
        public Either<VideoFailure, CallbackHint> read(ReceivedCallback callback) {
            return hints.apply(callback, right.read(callback));
        }

        @Override
        public Either<VideoFailure, TaskRef> task(ResolvedRequest order, CallbackHint hint) {
            return right.task(order, hint).map(tasks);
        }
    }
}
