package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.httpWithoutTask;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.kind;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.rejection;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.resend;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.responded;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.says;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.submit;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** RC-202 to RC-208 and RC-211 to RC-214: responses to submits that are rare, or are followed by more requests. */
final class FaultySubmitMutants {

    private static final String PAGE = "<!doctype";

    private FaultySubmitMutants() {}

    static List<ContractMutant> all() {
        return Stream.of(unknownOutcomes(), successes(), redirects(), rejections())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ContractMutant> unknownOutcomes() {
        return List.of(
                submit("RC-202", "sends a second order after 400 ms without a response", (right, request) -> {
                    CompletableFuture<Either<VideoFailure, TaskRef>> first =
                            CompletableFuture.supplyAsync(() -> right.submit(request));
                    try {
                        return first.get(400, TimeUnit.MILLISECONDS);
                    } catch (Exception e) {
                        var unused = right.submit(request);
                        return first.join();
                    }
                }),
                submit("RC-202", "sends a slow order again after it was accepted", (right, request) -> {
                    long start = System.nanoTime();
                    return right.submit(request).peek(task -> {
                        if (System.nanoTime() - start > 1_000_000_000L) {
                            CompletableFuture<Void> unused = CompletableFuture.runAsync(
                                    () -> right.submit(request),
                                    CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
                        }
                    });
                }),
                wrong(Set.of("RC-202", "RC-501", "RC-503"), "needs two attempts after a reset", (right, config) -> {
                    AtomicBoolean broken = new AtomicBoolean();
                    return right.generator(request -> broken.getAndSet(false)
                            ? Either.left(VideoFailure.of(FailureKind.UNREACHABLE, "the connection is stale"))
                            : right.generator()
                                    .submit(request)
                                    .peekLeft(failure ->
                                            broken.set(says("broke after").test(failure))));
                }),
                resend("RC-203", "sends again after 507", httpWithoutTask(507)),
                rejection("RC-203", "takes 421 for a failed poll", httpWithoutTask(421), as(FailureKind.UNAVAILABLE)),
                rejection(
                        "RC-203",
                        "takes the statuses from 530 on for failed polls",
                        any(530, 599).and(failure -> failure.task().isEmpty()),
                        as(FailureKind.UNAVAILABLE)),
                rejection(
                        "RC-203",
                        "takes a proxy's 401 page for a wrong key",
                        httpWithoutTask(401).and(responded(PAGE)),
                        as(FailureKind.AUTHENTICATION)),
                rejection(
                        "RC-203",
                        "takes a text with 400 for a rejection",
                        httpWithoutTask(400).and(responded("upstream")),
                        as(FailureKind.INVALID_REQUEST)),
                rejection(
                        Set.of("RC-203", "RC-503"),
                        "takes a 502 with the body of a rejection for one",
                        httpWithoutTask(502).and(coded("E400")),
                        as(FailureKind.INVALID_REQUEST)),
                rejection(
                        Set.of("RC-203", "RC-503"),
                        "takes 426 for an incompatible vendor",
                        httpWithoutTask(426),
                        as(FailureKind.INCOMPATIBLE)),
                submit(
                        "RC-211",
                        "sends again in another thread after half a body",
                        (right, request) -> right.submit(request).peekLeft(failure -> {
                            if (says("no complete response from").test(failure)) {
                                CompletableFuture<Void> unused =
                                        CompletableFuture.runAsync(() -> right.submit(request));
                            }
                        })),
                rejection(
                        "RC-212",
                        "loses the task of a 409",
                        http(409).and(failure -> failure.task().isPresent()),
                        FaultySubmitMutants::taskless),
                rejection(
                        "RC-212",
                        "loses the task of a redirect",
                        any(300, 308).and(failure -> failure.task().isPresent()),
                        FaultySubmitMutants::taskless),
                rejection(
                        "RC-212",
                        "loses the tasks of server errors that have no name",
                        any(512, 599).and(failure -> failure.task().isPresent()),
                        FaultySubmitMutants::taskless));
    }

    private static List<ContractMutant> successes() {
        return List.of(
                madeUp("reads null as a task id", "\"id\":null", "null"),
                madeUp("reads the number 0 as a task id", "\"id\":0", "0"),
                madeUp("reads an empty text as a task id", "\"id\":\"\"", "none"),
                madeUp("reads a list as a task id", "\"id\":[\"a\"]", "a"),
                rejection(
                        "RC-204",
                        "keeps no excerpt of a page",
                        responded("<h1>"),
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .rawResponse(Optional.empty())
                                .build()),
                rejection(
                        Set.of("RC-204", "RC-503"),
                        "takes a 2xx with an error for a rejection",
                        failure -> responded("{\"error\"").test(failure)
                                && failure.kind() == FailureKind.SUBMISSION_UNKNOWN
                                && !says("responded with").test(failure),
                        as(FailureKind.INVALID_REQUEST)));
    }

    /** Returns a provider that makes a task of a response that contains {@code text}. */
    private static ContractMutant madeUp(String name, String text, String id) {
        return submit("RC-204", name, (right, request) -> {
            Either<VideoFailure, TaskRef> result = right.submit(request);
            return result.isLeft()
                            && result.getLeft().rawResponse().orElse("").contains(text)
                            && !says("responded with").test(result.getLeft())
                    ? Either.right(WrongBehaviors.withId(request, id))
                    : result;
        });
    }

    private static List<ContractMutant> redirects() {
        return List.of(
                wrong(
                        "RC-205",
                        "follows redirects of submits on the same host",
                        (right, config) -> right.generator(request -> right.generator()
                                .submit(request)
                                .peekLeft(failure -> {
                                    if (httpWithoutTask(308).test(failure)) {
                                        Http.get(config, "/elsewhere");
                                    }
                                }))),
                wrong(
                        "RC-205",
                        "follows redirects of polls on the same host",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .peekLeft(failure -> {
                                    if (http(302).test(failure)) {
                                        Http.get(config, "/elsewhere");
                                    }
                                }))));
    }

    private static List<ContractMutant> rejections() {
        return List.of(
                wait(
                        "RC-206",
                        "knows no wait above a minute",
                        wait -> wait.toSeconds() > 100,
                        wait -> Optional.empty()),
                wait(
                        "RC-206",
                        "reports a wait that has passed as negative",
                        Duration::isZero,
                        wait -> Optional.of(Duration.ofSeconds(-90))),
                wait("RC-206", "throws on a wait of many digits", wait -> wait.toDays() > 300, wait -> {
                    throw new ArithmeticException("long overflow");
                }),
                submit(
                        "RC-206",
                        "throws on a wait that is no number",
                        (right, request) -> right.submit(request).peekLeft(failure -> {
                            if (kind(FailureKind.RATE_LIMITED).test(failure)
                                    && failure.retryAfter().isEmpty()) {
                                throw new NumberFormatException("soon");
                            }
                        })),
                rejection(
                        "RC-207",
                        "reports an unknown host as an unknown outcome",
                        says(".invalid"),
                        as(FailureKind.SUBMISSION_UNKNOWN)),
                rejection(
                        "RC-208",
                        "reports an empty 401 as an unknown outcome",
                        httpWithoutTask(401).and(FaultySubmitMutants::isEmpty),
                        as(FailureKind.SUBMISSION_UNKNOWN)),
                submit(
                        "RC-208",
                        "throws on an empty 403",
                        (right, request) -> right.submit(request).peekLeft(failure -> {
                            if (httpWithoutTask(403)
                                    .and(FaultySubmitMutants::isEmpty)
                                    .test(failure)) {
                                throw new IllegalStateException("no error in the body");
                            }
                        })),
                rejection(
                        "RC-214",
                        "reports 422 as an unknown outcome",
                        httpWithoutTask(422),
                        as(FailureKind.SUBMISSION_UNKNOWN)),
                rejection("RC-214", "reports 413 as a rate limit", httpWithoutTask(413), as(FailureKind.RATE_LIMITED)),
                rejection("RC-214", "reports 451 as an outage", httpWithoutTask(451), as(FailureKind.UNAVAILABLE)),
                resend("RC-214", "sends again after 405", httpWithoutTask(405)));
    }

    private static ContractMutant wait(
            String rule, String name, Predicate<Duration> when, Function<Duration, Optional<Duration>> exchange) {
        return rejection(
                rule,
                name,
                failure -> kind(FailureKind.RATE_LIMITED).test(failure)
                        && failure.retryAfter().filter(when).isPresent(),
                failure -> VideoFailure.builder()
                        .from(failure)
                        .retryAfter(failure.retryAfter().flatMap(exchange))
                        .build());
    }

    static Predicate<VideoFailure> any(int first, int last) {
        return failure -> IntStream.rangeClosed(first, last)
                .anyMatch(status -> http(status).test(failure));
    }

    static Predicate<VideoFailure> coded(String code) {
        return failure -> failure.vendorCode().equals(Optional.of(code));
    }

    static boolean isEmpty(VideoFailure failure) {
        return failure.rawResponse().isEmpty();
    }

    private static VideoFailure taskless(VideoFailure failure) {
        return VideoFailure.builder()
                .from(failure)
                .task(Optional.<TaskRef>empty())
                .build();
    }
}
