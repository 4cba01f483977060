package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.kind;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.poll;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** RC-301 to RC-311: polls whose result depends on an earlier poll, on another task, or on the age of the task. */
final class FollowedPollMutants {

    private FollowedPollMutants() {}

    static List<ContractMutant> all() {
        return Stream.of(afterFailedPolls(), unknownTasks(), severalTasks())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ContractMutant> afterFailedPolls() {
        return List.of(
                wrong(
                        Set.of("RC-301", "RC-302", "RC-305", "RC-307"),
                        "reports the status of before an outage once more",
                        (right, config) -> {
                            Map<TaskRef, TaskStatus> known = new ConcurrentHashMap<>();
                            Set<TaskRef> unsure = ConcurrentHashMap.newKeySet();
                            return right.tracker(task -> {
                                TaskStatus before = known.get(task);
                                return unsure.remove(task) && before != null
                                        ? Either.right(before)
                                        : right.tracker()
                                                .status(task)
                                                .peek(status -> known.put(task, status))
                                                .peekLeft(failure -> {
                                                    if (http(503).test(failure)) {
                                                        unsure.add(task);
                                                    }
                                                });
                            });
                        }),
                afterFailure(
                        "RC-302",
                        "believes a failure only at the second poll after a failed one",
                        status -> status instanceof TaskStatus.Failed
                                ? new TaskStatus.Running(Optional.empty())
                                : status),
                afterFailure(
                        "RC-307",
                        "reports a running task as queued after a failed poll",
                        status -> status instanceof TaskStatus.Running ? new TaskStatus.Queued() : status),
                afterFailure(
                        "RC-311",
                        "believes a cancellation only at the second poll after a failed one",
                        status -> status instanceof TaskStatus.Cancelled
                                ? new TaskStatus.Running(Optional.empty())
                                : status));
    }

    private static List<ContractMutant> unknownTasks() {
        return List.of(
                wrong("RC-303", "names the first order in the failure of a lost task", (right, config) -> {
                    AtomicReference<@Nullable TaskRef> first = new AtomicReference<>();
                    return right.generator(request ->
                                    right.generator().submit(request).peek(task -> first.compareAndSet(null, task)))
                            .tracker(task -> right.tracker()
                                    .status(task)
                                    .mapLeft(failure ->
                                            kind(FailureKind.TASK_NOT_FOUND).test(failure)
                                                    ? failure.withTask(Optional.ofNullable(first.get())
                                                            .orElse(task))
                                                    : failure));
                }),
                wrong("RC-303", "reports a lost task that was finished as one without a result", (right, config) -> {
                    Set<TaskRef> finished = ConcurrentHashMap.newKeySet();
                    return right.tracker(task -> right.tracker()
                            .status(task)
                            .peek(status -> {
                                if (status instanceof TaskStatus.Succeeded) {
                                    finished.add(task);
                                }
                            })
                            .mapLeft(failure -> finished.contains(task)
                                            && kind(FailureKind.TASK_NOT_FOUND).test(failure)
                                    ? as(FailureKind.NO_RESULT).apply(failure)
                                    : failure));
                }),
                wrong(
                        "RC-303",
                        "reports a lost task as cancelled 30 days after its order",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .fold(
                                        failure -> kind(FailureKind.TASK_NOT_FOUND)
                                                                .test(failure)
                                                        && task.submittedAt()
                                                                .plus(Duration.ofDays(30))
                                                                .isBefore(config.scheduler()
                                                                        .now())
                                                ? Either.right(new TaskStatus.Cancelled(as(FailureKind.CANCELLED)
                                                        .apply(failure)))
                                                : Either.left(failure),
                                        Either::right))));
    }

    private static List<ContractMutant> severalTasks() {
        return List.of(
                wrong("RC-305", "names the task of the poll before in a failure with 500", (right, config) -> {
                    AtomicReference<@Nullable TaskRef> before = new AtomicReference<>();
                    return right.tracker(task -> {
                        TaskRef other =
                                Optional.ofNullable(before.getAndSet(task)).orElse(task);
                        return right.tracker()
                                .status(task)
                                .mapLeft(failure -> http(500).test(failure) ? failure.withTask(other) : failure);
                    });
                }),
                poll(
                        "RC-305",
                        "reads a failed task in half of a response",
                        (task, result) -> result.fold(
                                failure -> isHalf(failure, "\"gave_up\"")
                                        ? Either.right(new TaskStatus.Failed(as(FailureKind.GENERATION_FAILED)
                                                .apply(failure)))
                                        : Either.left(failure),
                                Either::right)),
                wrong("RC-310", "takes 401 for an outage if it has ordered nothing", (right, config) -> {
                    AtomicBoolean ordered = new AtomicBoolean();
                    return right.generator(
                                    request -> right.generator().submit(request).peek(task -> ordered.set(true)))
                            .tracker(task -> right.tracker()
                                    .status(task)
                                    .mapLeft(failure -> http(401).test(failure) && !ordered.get()
                                            ? as(FailureKind.UNAVAILABLE).apply(failure)
                                            : failure));
                }));
    }

    private static boolean isHalf(VideoFailure failure, String state) {
        String response = failure.rawResponse().orElse("");
        return kind(FailureKind.UNEXPECTED_RESPONSE).test(failure)
                && response.contains(state)
                && !response.endsWith("}");
    }

    /** Changes the status of the first poll after a failed one. */
    private static ContractMutant afterFailure(String rule, String name, UnaryOperator<TaskStatus> change) {
        return wrong(rule, name, (right, config) -> {
            Set<TaskRef> failed = ConcurrentHashMap.newKeySet();
            return right.tracker(task -> {
                boolean first = failed.remove(task);
                return right.tracker()
                        .status(task)
                        .peekLeft(failure -> failed.add(task))
                        .map(status -> first ? change.apply(status) : status);
            });
        });
    }
}
