package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.kind;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.responded;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.says;

import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Correct providers that treat faults in an unusual way, which must pass the suite. */
final class UnusualFaultHandling {

    private static final Pattern STATUS = Pattern.compile("responded with (\\d{3})");

    private UnusualFaultHandling() {}

    static List<ContractMutant> all() {
        return List.of(
                submit("451 of an order for a law of the vendor's country", http(451), as(FailureKind.FORBIDDEN)),
                submit(
                        "405 of an order as an operation that is not offered",
                        rejected(405),
                        as(FailureKind.UNSUPPORTED)),
                submit("422 of an order as an incompatible vendor", rejected(422), as(FailureKind.INCOMPATIBLE)),
                submit("a redirect of an order as an unknown outcome", http(307), as(FailureKind.SUBMISSION_UNKNOWN)),
                submit(
                        "no delay for a limit that is over",
                        kind(FailureKind.RATE_LIMITED),
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .retryAfter(failure.retryAfter().filter(wait -> !wait.isZero()))
                                .build()),
                submit(
                        "a delay of at most an hour",
                        kind(FailureKind.RATE_LIMITED),
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .retryAfter(failure.retryAfter()
                                        .map(wait ->
                                                wait.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : wait))
                                .build()),
                poll("400 of a poll as an invalid request", http(400), as(FailureKind.INVALID_REQUEST)),
                poll(
                        "a rate limit of a gateway as an outage",
                        http(429).and(responded("<")),
                        as(FailureKind.UNAVAILABLE)),
                poll("410 of a poll as a task that is not there", http(410), as(FailureKind.TASK_NOT_FOUND)),
                poll("an unreachable vendor of a poll", says("not connected"), as(FailureKind.UNREACHABLE)),
                provider(
                        "a second request for a response about another task",
                        (right, config) -> right.tracker(task -> {
                            Either<VideoFailure, TaskStatus> first =
                                    right.tracker().status(task);
                            return first.isLeft()
                                            && says("is about another task").test(first.getLeft())
                                    ? right.tracker().status(task)
                                    : first;
                        })),
                provider(
                        "a broken download that is fetched again",
                        (right, config) -> right.downloader((video, target) -> {
                            Either<VideoFailure, Path> first =
                                    right.downloader().download(video, target);
                            return first.isLeft()
                                            && kind(FailureKind.DOWNLOAD_FAILED).test(first.getLeft())
                                    ? right.downloader().download(video, target)
                                    : first;
                        })),
                provider(
                        "a private address as a failed download",
                        (right, config) -> right.downloader((video, target) -> right.downloader()
                                .download(video, target)
                                .mapLeft(failure -> kind(FailureKind.REFUSED_ADDRESS)
                                                .test(failure)
                                        ? as(FailureKind.DOWNLOAD_FAILED).apply(failure)
                                        : failure))),
                provider("a poll after a cancel that was confirmed", (right, config) -> {
                    TaskCanceller canceller = right.canceller().orElseThrow();
                    return right.canceller(task -> canceller.cancel(task).peek(outcome -> {
                        Either<VideoFailure, TaskStatus> unused =
                                right.tracker().status(task);
                    }));
                }),
                submit(
                        "the status as the code of a response without one",
                        failure -> failure.vendorCode().isEmpty(),
                        UnusualFaultHandling::withStatusAsCode),
                provider("405 of a cancel as an operation that is not offered", (right, config) -> {
                    TaskCanceller canceller = right.canceller().orElseThrow();
                    return right.canceller(task -> {
                        Either<VideoFailure, CancelOutcome> result = canceller.cancel(task);
                        return result.mapLeft(failure -> http(405).test(failure)
                                ? as(FailureKind.UNSUPPORTED).apply(failure)
                                : failure);
                    });
                }));
    }

    /** Matches rejections with this status that the vendor has written. */
    private static Predicate<VideoFailure> rejected(int status) {
        return http(status).and(failure -> failure.kind() != FailureKind.SUBMISSION_UNKNOWN);
    }

    private static VideoFailure withStatusAsCode(VideoFailure failure) {
        Matcher status = STATUS.matcher(failure.message());
        return status.find()
                ? VideoFailure.builder()
                        .from(failure)
                        .vendorCode(status.group(1))
                        .build()
                : failure;
    }

    private static ContractMutant submit(
            String name, Predicate<VideoFailure> when, UnaryOperator<VideoFailure> exchange) {
        return provider(
                name,
                (right, config) -> right.generator(request -> right.generator()
                        .submit(request)
                        .mapLeft(failure ->
                                when.test(failure) && failure.task().isEmpty() ? exchange.apply(failure) : failure)));
    }

    private static ContractMutant poll(
            String name, Predicate<VideoFailure> when, UnaryOperator<VideoFailure> exchange) {
        return provider(
                name,
                (right, config) -> right.tracker(task -> right.tracker()
                        .status(task)
                        .mapLeft(failure -> when.test(failure) ? exchange.apply(failure) : failure)));
    }

    private static ContractMutant provider(String name, ContractMutant.Recipe recipe) {
        return new ContractMutant(name, Set.of(), AcmeStyle.defaultStyle(), recipe);
    }
}
