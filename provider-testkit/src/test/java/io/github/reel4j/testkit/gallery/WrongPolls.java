package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.Wrong.as;
import static io.github.reel4j.testkit.gallery.Wrong.http;
import static io.github.reel4j.testkit.gallery.Wrong.kind;
import static io.github.reel4j.testkit.gallery.Wrong.poll;
import static io.github.reel4j.testkit.gallery.Wrong.replied;
import static io.github.reel4j.testkit.gallery.Wrong.says;
import static io.github.reel4j.testkit.gallery.Wrong.trouble;
import static io.github.reel4j.testkit.gallery.Wrong.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** RC-303, RC-305, RC-308 and RC-310: polls that meet trouble. */
final class WrongPolls {

    private WrongPolls() {}

    static List<Specimen> all() {
        return List.of(
                status("RC-303", "takes 404 for a failed task", kind(FailureKind.TASK_NOT_FOUND), WrongPolls::dead),
                status(
                        "RC-303",
                        "takes 404 for a task that waits, for ever",
                        kind(FailureKind.TASK_NOT_FOUND),
                        each -> new TaskStatus.Queued()),
                trouble(
                        "RC-303",
                        "takes 404 for an outage",
                        kind(FailureKind.TASK_NOT_FOUND),
                        as(FailureKind.UNAVAILABLE)),
                trouble(
                        "RC-303",
                        "loses the task that is not found",
                        kind(FailureKind.TASK_NOT_FOUND),
                        WrongPolls::taskless),
                throwing("RC-303", "throws on 404", kind(FailureKind.TASK_NOT_FOUND)),
                wrong(
                        "RC-303",
                        "answers null to 404",
                        (right, config) -> right.tracker(task -> {
                            Either<VideoFailure, TaskStatus> answer =
                                    right.tracker().status(task);
                            return answer.isLeft()
                                            && kind(FailureKind.TASK_NOT_FOUND).test(answer.getLeft())
                                    ? nothing()
                                    : answer;
                        })),
                status("RC-305", "takes 500 for a failed task", http(500), WrongPolls::dead),
                status("RC-305", "takes 400 for a failed task", http(400), WrongPolls::dead),
                status(
                        "RC-305",
                        "takes a page for a running task",
                        replied("<!doctype"),
                        each -> new TaskStatus.Running(Optional.empty())),
                again("RC-305", "asks again by itself after 503", http(503)),
                again("RC-305", "asks again by itself after a reset", says("broke after")),
                wrong(
                        "RC-305",
                        "asks again after 503, and answers with the first",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .peekLeft(failure -> {
                                    if (http(503).test(failure)) {
                                        right.tracker().status(task);
                                    }
                                }))),
                trouble("RC-305", "loses the task in an outage", http(500), WrongPolls::taskless),
                trouble(
                        "RC-305",
                        "takes half an answer for a lost order",
                        says("was cut off"),
                        as(FailureKind.SUBMISSION_UNKNOWN)),
                trouble("RC-305", "takes 408 for a task that is not there", http(408), as(FailureKind.TASK_NOT_FOUND)),
                trouble(
                        "RC-305",
                        "takes a proxy's page for a task that is not there",
                        http(404).and(replied("<!doctype")),
                        as(FailureKind.TASK_NOT_FOUND)),
                throwing("RC-305", "throws when the connection of a poll breaks", says("broke after")),
                result("RC-305", "takes 503 at the result for a failed task", http(503), WrongPolls::gone),
                result(
                        "RC-308",
                        "takes a limit at the result for an outage",
                        http(429),
                        failure -> Either.left(as(FailureKind.UNAVAILABLE).apply(failure))),
                result("RC-310", "takes a dead key at the result for a failed task", http(401), WrongPolls::gone),
                trouble(
                        "RC-308",
                        "loses the wait of polls",
                        http(429),
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .retryAfter(Optional.empty())
                                .build()),
                trouble(
                        "RC-308",
                        "reads the date of a poll's wait in the JVM's time zone",
                        http(429),
                        LocalDates::ofThisZone),
                trouble("RC-308", "takes a limited poll for an outage", http(429), as(FailureKind.UNAVAILABLE)),
                again("RC-308", "waits and asks again by itself", http(429)),
                status("RC-308", "hides a limited poll", http(429), each -> new TaskStatus.Running(Optional.empty())),
                trouble("RC-310", "takes a dead key for an outage", http(401), as(FailureKind.UNAVAILABLE)),
                trouble("RC-310", "takes a dead key for a lost task", http(401), as(FailureKind.TASK_NOT_FOUND)),
                trouble("RC-310", "loses the task with the key", http(401), WrongPolls::taskless),
                status("RC-310", "takes a dead key for a failed task", http(401), WrongPolls::dead),
                trouble(
                        "RC-310",
                        "takes a dead key for a missing one",
                        kind(FailureKind.AUTHENTICATION),
                        as(FailureKind.MISSING_CREDENTIALS)));
    }

    /** Makes a status of a failure. */
    private static Specimen status(
            String rule, String name, Predicate<VideoFailure> when, Function<VideoFailure, TaskStatus> made) {
        return poll(
                rule,
                name,
                (task, answer) -> answer.isLeft() && when.test(answer.getLeft())
                        ? Either.right(made.apply(answer.getLeft().withTask(task)))
                        : answer);
    }

    /** Asks twice of a task that has succeeded, as if its result had a path of its own, and is wrong about the second answer. */
    private static Specimen result(
            String rule,
            String name,
            Predicate<VideoFailure> when,
            Function<VideoFailure, Either<VideoFailure, TaskStatus>> made) {
        return wrong(
                rule,
                name,
                (right, config) -> right.tracker(task -> Unusual.twice(
                        right,
                        task,
                        second -> second.isLeft() && when.test(second.getLeft())
                                ? made.apply(second.getLeft().withTask(task))
                                : second)));
    }

    private static Either<VideoFailure, TaskStatus> gone(VideoFailure failure) {
        return Either.right(dead(failure));
    }

    private static Specimen again(String rule, String name, Predicate<VideoFailure> when) {
        return wrong(
                rule,
                name,
                (right, config) -> right.tracker(task -> {
                    Either<VideoFailure, TaskStatus> answer = right.tracker().status(task);
                    return answer.isLeft() && when.test(answer.getLeft())
                            ? right.tracker().status(task)
                            : answer;
                }));
    }

    private static Specimen throwing(String rule, String name, Predicate<VideoFailure> when) {
        return poll(
                rule,
                name,
                (task, answer) -> answer.peekLeft(failure -> {
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
