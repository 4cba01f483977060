package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.failure;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.kind;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.poll;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.responded;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.says;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** RC-303, RC-305, RC-308 and RC-310: polls that meet trouble. */
final class PollMutants {

    private PollMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                status("RC-303", "takes 404 for a failed task", kind(FailureKind.TASK_NOT_FOUND), PollMutants::dead),
                status(
                        "RC-303",
                        "reports 404 as a queued task",
                        kind(FailureKind.TASK_NOT_FOUND),
                        each -> new TaskStatus.Queued()),
                failure(
                        "RC-303",
                        "reports 404 as an outage",
                        kind(FailureKind.TASK_NOT_FOUND),
                        as(FailureKind.UNAVAILABLE)),
                failure(
                        "RC-303",
                        "loses the task that is not found",
                        kind(FailureKind.TASK_NOT_FOUND),
                        PollMutants::taskless),
                throwing("RC-303", "throws on 404", kind(FailureKind.TASK_NOT_FOUND)),
                wrong(
                        "RC-303",
                        "returns null for 404",
                        (right, config) -> right.tracker(task -> {
                            Either<VideoFailure, TaskStatus> result =
                                    right.tracker().status(task);
                            return result.isLeft()
                                            && kind(FailureKind.TASK_NOT_FOUND).test(result.getLeft())
                                    ? nothing()
                                    : result;
                        })),
                status("RC-305", "takes 500 for a failed task", http(500), PollMutants::dead),
                status("RC-305", "takes 400 for a failed task", http(400), PollMutants::dead),
                status(
                        "RC-305",
                        "reports a page as a running task",
                        responded("<!doctype"),
                        each -> new TaskStatus.Running(Optional.empty())),
                again("RC-305", "asks again by itself after 503", http(503)),
                again("RC-305", "asks again by itself after a reset", says("broke after")),
                wrong(
                        "RC-305",
                        "polls again after 503, and returns the first result",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .peekLeft(failure -> {
                                    if (http(503).test(failure)) {
                                        right.tracker().status(task);
                                    }
                                }))),
                failure("RC-305", "loses the task in an outage", http(500), PollMutants::taskless),
                failure(
                        "RC-305",
                        "reports half a response as an unknown outcome",
                        says("was cut off"),
                        as(FailureKind.SUBMISSION_UNKNOWN)),
                failure("RC-305", "takes 408 for a task that is not there", http(408), as(FailureKind.TASK_NOT_FOUND)),
                failure(
                        "RC-305",
                        "reports a proxy's page as an unknown task",
                        http(404).and(responded("<!doctype")),
                        as(FailureKind.TASK_NOT_FOUND)),
                throwing("RC-305", "throws when the connection of a poll breaks", says("broke after")),
                result("RC-305", "reports 503 of a result as a failed task", http(503), PollMutants::gone),
                result(
                        "RC-308",
                        "reports a rate limit of a result as an outage",
                        http(429),
                        failure -> Either.left(as(FailureKind.UNAVAILABLE).apply(failure))),
                result("RC-310", "takes a dead key at the result for a failed task", http(401), PollMutants::gone),
                failure(
                        "RC-308",
                        "loses the wait of polls",
                        http(429),
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .retryAfter(Optional.empty())
                                .build()),
                failure(
                        "RC-308",
                        "reads the date of a poll's wait in the JVM's time zone",
                        http(429),
                        LocalDates::ofThisZone),
                failure("RC-308", "takes a limited poll for an outage", http(429), as(FailureKind.UNAVAILABLE)),
                again("RC-308", "waits and asks again by itself", http(429)),
                status("RC-308", "hides a limited poll", http(429), each -> new TaskStatus.Running(Optional.empty())),
                failure("RC-310", "takes a dead key for an outage", http(401), as(FailureKind.UNAVAILABLE)),
                failure("RC-310", "takes a dead key for a lost task", http(401), as(FailureKind.TASK_NOT_FOUND)),
                wrong(
                        Set.of("RC-310", "RC-503"),
                        "loses the task with the key",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .mapLeft(failure -> http(401).test(failure) ? taskless(failure) : failure))),
                status("RC-310", "takes a dead key for a failed task", http(401), PollMutants::dead),
                failure(
                        "RC-310",
                        "reports a rejected key as a missing one",
                        kind(FailureKind.AUTHENTICATION),
                        as(FailureKind.MISSING_CREDENTIALS)));
    }

    /** Makes a status of a failure. */
    private static ContractMutant status(
            String rule, String name, Predicate<VideoFailure> when, Function<VideoFailure, TaskStatus> made) {
        return poll(
                rule,
                name,
                (task, result) -> result.isLeft() && when.test(result.getLeft())
                        ? Either.right(made.apply(result.getLeft().withTask(task)))
                        : result);
    }

    /**
     * Asks twice of a task that has succeeded, as if its result had a path of its own, and is wrong about the second
     * answer.
     */
    private static ContractMutant result(
            String rule,
            String name,
            Predicate<VideoFailure> when,
            Function<VideoFailure, Either<VideoFailure, TaskStatus>> made) {
        return wrong(
                rule,
                name,
                (right, config) -> right.tracker(task -> UnusualProviders.twice(
                        right,
                        task,
                        second -> second.isLeft() && when.test(second.getLeft())
                                ? made.apply(second.getLeft().withTask(task))
                                : second)));
    }

    private static Either<VideoFailure, TaskStatus> gone(VideoFailure failure) {
        return Either.right(dead(failure));
    }

    private static ContractMutant again(String rule, String name, Predicate<VideoFailure> when) {
        return wrong(
                rule,
                name,
                (right, config) -> right.tracker(task -> {
                    Either<VideoFailure, TaskStatus> result = right.tracker().status(task);
                    return result.isLeft() && when.test(result.getLeft())
                            ? right.tracker().status(task)
                            : result;
                }));
    }

    private static ContractMutant throwing(String rule, String name, Predicate<VideoFailure> when) {
        return poll(
                rule,
                name,
                (task, result) -> result.peekLeft(failure -> {
                    if (when.test(failure)) {
                        throw new IllegalStateException(failure.message());
                    }
                }));
    }

    private static TaskStatus dead(VideoFailure failure) {
        return new TaskStatus.Failed(as(FailureKind.GENERATION_FAILED).apply(failure));
    }

    private static VideoFailure taskless(VideoFailure failure) {
        return VideoFailure.builder()
                .from(failure)
                .task(Optional.<TaskRef>empty())
                .build();
    }

    @SuppressWarnings("NullAway") // that is what is wrong with it
    private static Either<VideoFailure, TaskStatus> nothing() {
        return null;
    }
}
