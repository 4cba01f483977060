package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.httpWithoutTask;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.kind;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.poll;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.rejection;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.resend;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.submit;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RC-205 to RC-208 and RC-213: orders that the vendor does not take. */
final class RejectionMutants {

    private static final Pattern LEADS_TO = Pattern.compile("\\(redirect to (http://[^,]+), not followed\\)");

    private RejectionMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                wrong(
                        "RC-205",
                        "follows redirects, with the key",
                        (right, config) -> right.generator(request -> right.generator()
                                .submit(request)
                                .peekLeft(failure ->
                                        target(failure).ifPresent(address -> Http.follow(address, config))))),
                wrong(
                        "RC-205",
                        "follows redirects of polls, with the key",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .peekLeft(failure ->
                                        target(failure).ifPresent(address -> Http.follow(address, config))))),
                poll(
                        "RC-205",
                        "reports a redirect of a poll as a running task",
                        (task, result) -> result.isLeft() && http(301).test(result.getLeft())
                                ? Either.right(new TaskStatus.Running(Optional.empty()))
                                : result),
                submit("RC-205", "takes a redirect for an acceptance", (right, request) -> {
                    Either<VideoFailure, TaskRef> result = right.submit(request);
                    return result.isLeft() && httpWithoutTask(301).test(result.getLeft())
                            ? Either.right(WrongBehaviors.withId(request, "redirected"))
                            : result;
                }),
                rejection("RC-205", "takes a redirect for a limit", httpWithoutTask(307), as(FailureKind.RATE_LIMITED)),
                rejection(
                        "RC-213",
                        "reads the status of an unpaid bill only",
                        coded("UNPAID.LAST_MONTH"),
                        as(FailureKind.RATE_LIMITED)),
                rejection(
                        "RC-213",
                        "reads the status of a paused key only",
                        coded("KEY_PAUSED"),
                        as(FailureKind.INVALID_REQUEST)),
                resend("RC-213", "orders again in spite of an unpaid bill", coded("UNPAID.LAST_MONTH")),
                rejection(
                        "RC-213",
                        "trusts a code whatever the status is",
                        failure -> failure.kind() == FailureKind.SUBMISSION_UNKNOWN
                                && coded("UNPAID.LAST_MONTH").test(failure),
                        as(FailureKind.INSUFFICIENT_BALANCE)),
                rejection(
                        "RC-206",
                        "reports 429 as an invalid request",
                        kind(FailureKind.RATE_LIMITED),
                        as(FailureKind.INVALID_REQUEST)),
                rejection(
                        "RC-206",
                        "reports 429 as an unknown outcome",
                        kind(FailureKind.RATE_LIMITED),
                        as(FailureKind.SUBMISSION_UNKNOWN)),
                rejection(
                        "RC-206",
                        "loses the wait",
                        kind(FailureKind.RATE_LIMITED),
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .retryAfter(Optional.empty())
                                .build()),
                rejection(
                        "RC-206",
                        "reads the seconds of Retry-After as milliseconds",
                        kind(FailureKind.RATE_LIMITED),
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .retryAfter(Duration.ofMillis(7))
                                .build()),
                wrong(
                        Set.of("RC-206", "RC-308"),
                        "knows a wait only as a date",
                        (right, config) -> right.generator(request ->
                                        right.generator().submit(request).mapLeft(RejectionMutants::dated))
                                .tracker(task -> right.tracker().status(task).mapLeft(RejectionMutants::dated))),
                // a failure with a task is of an order that was accepted, and may be billed
                wrong(
                        Set.of("RC-206", "RC-208"),
                        "names a task where none was ordered",
                        (right, config) -> right.generator(request -> right.generator()
                                .submit(request)
                                .mapLeft(failure -> kind(FailureKind.RATE_LIMITED)
                                                .or(coded("E402"))
                                                .test(failure)
                                        ? failure.withTask(WrongBehaviors.withId(request, "none"))
                                        : failure))),
                rejection(
                        "RC-206",
                        "reads the date of a wait in the JVM's time zone",
                        kind(FailureKind.RATE_LIMITED),
                        LocalDates::ofThisZone),
                rejection(
                        "RC-206",
                        "reads the date of a wait in the JVM's language",
                        kind(FailureKind.RATE_LIMITED),
                        LocalDates::ofThisLanguage),
                resend("RC-206", "waits and sends again by itself", kind(FailureKind.RATE_LIMITED)),
                rejection(
                        "RC-207",
                        "reports every I/O error as an unknown outcome",
                        kind(FailureKind.UNREACHABLE),
                        as(FailureKind.SUBMISSION_UNKNOWN)),
                rejection(
                        "RC-207",
                        "reports a refused connection as a failed poll",
                        kind(FailureKind.UNREACHABLE),
                        as(FailureKind.UNAVAILABLE)),
                submit(
                        "RC-207",
                        "throws when no server listens",
                        (right, request) -> right.submit(request).peekLeft(failure -> {
                            if (failure.kind() == FailureKind.UNREACHABLE) {
                                throw new UncheckedIOException(new ConnectException());
                            }
                        })),
                rejection(
                        "RC-208",
                        "reports every 4xx as an invalid request",
                        coded("E402"),
                        as(FailureKind.INVALID_REQUEST)),
                rejection(
                        "RC-208",
                        "takes a wrong key for a forbidden one",
                        httpWithoutTask(401),
                        as(FailureKind.FORBIDDEN)),
                rejection("RC-208", "takes 403 for a wrong key", httpWithoutTask(403), as(FailureKind.AUTHENTICATION)),
                rejection(
                        "RC-208",
                        "reports 404 as an unknown outcome",
                        httpWithoutTask(404),
                        as(FailureKind.SUBMISSION_UNKNOWN)),
                rejection(
                        "RC-208",
                        "reports 400 as an unknown outcome",
                        coded("E400"),
                        as(FailureKind.SUBMISSION_UNKNOWN)),
                resend("RC-208", "sends again after 401, with the same key", httpWithoutTask(401)));
    }

    private static VideoFailure dated(VideoFailure failure) {
        return VideoFailure.builder()
                .from(failure)
                .retryAfter(failure.retryAfter().filter(wait -> wait.toSeconds() > 60))
                .build();
    }

    private static Predicate<VideoFailure> coded(String code) {
        return failure -> failure.vendorCode().equals(Optional.of(code));
    }

    private static Optional<URI> target(VideoFailure failure) {
        Matcher matcher = LEADS_TO.matcher(failure.message());
        return matcher.find() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
    }
}
