package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.failure;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.kind;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.poll;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.responded;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.says;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskCanceller;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * RC-303, RC-305, RC-308, RC-310, RC-315, RC-316, RC-321 and RC-325: responses to polls and cancels that are rare, or
 * are followed by more requests.
 */
final class FaultyPollMutants {

    private static final String OTHER_TASK = "is about another task";
    private static final CancelOutcome STOPPED =
            new CancelOutcome(CancelOutcome.Effect.CANCELLED, BillingStatus.NOT_BILLED);

    private FaultyPollMutants() {}

    static List<ContractMutant> all() {
        return Stream.of(polls(), waits(), identity(), cancels())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ContractMutant> polls() {
        return List.of(
                wrong("RC-303", "fails a task that is not found three times", (right, config) -> {
                    AtomicInteger times = new AtomicInteger();
                    return right.tracker(task -> instead(
                            right.tracker().status(task),
                            kind(FailureKind.TASK_NOT_FOUND).and(lost -> times.incrementAndGet() % 3 == 0),
                            failure -> failed(failure.withTask(task))));
                }),
                wrong("RC-303", "never asks again about a task that was not found", (right, config) -> {
                    Map<TaskRef, VideoFailure> lost = new ConcurrentHashMap<>();
                    return right.tracker(task -> lost.containsKey(task)
                            ? Either.left(lost.get(task))
                            : right.tracker().status(task).peekLeft(failure -> {
                                if (kind(FailureKind.TASK_NOT_FOUND).test(failure)) {
                                    lost.put(task, failure);
                                }
                            }));
                }),
                status("RC-305", "takes 418 for a failed task", http(418), FaultyPollMutants::failed),
                status(
                        "RC-305",
                        "takes the statuses from 590 on for a failed task",
                        FaultySubmitMutants.any(590, 599),
                        FaultyPollMutants::failed),
                failure("RC-305", "takes 409 for a task that is not there", http(409), as(FailureKind.TASK_NOT_FOUND)),
                failure(
                        "RC-305",
                        "believes a 502 that has the body of a 404",
                        http(502).and(FaultySubmitMutants.coded("E404")),
                        as(FailureKind.TASK_NOT_FOUND)),
                failure("RC-305", "loses the task in a rare outage", http(529), FaultyPollMutants::taskless),
                wrong(
                        "RC-305",
                        "asks again in another thread after 500",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .peekLeft(failure -> later(
                                        http(500).test(failure),
                                        50,
                                        () -> right.tracker().status(task))))),
                wrong(
                        "RC-305",
                        "asks again later after a slow response",
                        (right, config) -> right.tracker(task -> {
                            long start = System.nanoTime();
                            Either<VideoFailure, TaskStatus> result =
                                    right.tracker().status(task);
                            later(
                                    System.nanoTime() - start > 500_000_000L,
                                    100,
                                    () -> right.tracker().status(task));
                            return result;
                        })),
                wrong("RC-305", "is confused by the poll after a proxy's page", (right, config) -> {
                    AtomicInteger confused = new AtomicInteger();
                    return right.tracker(task -> confused.getAndSet(0) > 0
                            ? Either.left(VideoFailure.of(FailureKind.UNAVAILABLE, "confused")
                                    .withTask(task))
                            : right.tracker()
                                    .status(task)
                                    .peekLeft(failure -> confused.set(
                                            responded("<!doctype html><title>Proxy")
                                                            .test(failure)
                                                    ? 1
                                                    : 0)));
                }),
                wrong("RC-310", "reports every poll after a 401 as one", (right, config) -> {
                    Map<TaskRef, VideoFailure> rejected = new ConcurrentHashMap<>();
                    return right.tracker(task -> rejected.containsKey(task)
                            ? Either.left(rejected.get(task))
                            : right.tracker().status(task).peekLeft(failure -> {
                                if (kind(FailureKind.AUTHENTICATION).test(failure)) {
                                    rejected.put(task, failure);
                                }
                            }));
                }),
                failure(
                        "RC-310",
                        "takes an empty 401 for an outage",
                        http(401).and(FaultySubmitMutants::isEmpty),
                        as(FailureKind.UNAVAILABLE)));
    }

    private static List<ContractMutant> waits() {
        return List.of(
                wait("RC-308", "knows no wait of polls above a minute", 429, wait -> wait.toSeconds() > 100),
                poll(
                        "RC-308",
                        "throws on a wait of polls that is no number",
                        (task, result) -> result.peekLeft(failure -> {
                            if (http(429).test(failure) && failure.retryAfter().isEmpty()) {
                                throw new NumberFormatException("soon");
                            }
                        })),
                wait("RC-315", "knows no wait of a vendor that is down", 503, wait -> true),
                wait("RC-315", "knows only short waits of a vendor that is down", 503, wait -> wait.toSeconds() > 30),
                failure(
                        "RC-315",
                        "reads the seconds of a 503 as milliseconds",
                        http(503).and(failure -> failure.retryAfter().isPresent()),
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .retryAfter(failure.retryAfter().map(wait -> wait.dividedBy(1000)))
                                .build()));
    }

    private static List<ContractMutant> identity() {
        return List.of(
                status(
                        "RC-316",
                        "believes the success of another task",
                        says(OTHER_TASK),
                        failure -> new TaskStatus.Succeeded(GeneratedVideo.builder()
                                .task(failure.task().orElseThrow())
                                .url(URI.create("https://files.acme.example/other.mp4"))
                                .build())),
                status("RC-316", "fails a task because of another one", says(OTHER_TASK), FaultyPollMutants::failed));
    }

    private static List<ContractMutant> cancels() {
        return List.of(
                cancel(
                        "RC-321",
                        "takes a proxy's page for a confirmation",
                        (right, task) -> instead(right.cancel(task), responded("<!doctype"), failure -> STOPPED)),
                cancel(
                        "RC-321",
                        "takes 402 for a confirmation",
                        (right, task) -> instead(right.cancel(task), http(402), failure -> STOPPED)),
                cancel(
                        "RC-321",
                        "takes 409 for a confirmation",
                        (right, task) -> instead(right.cancel(task), http(409), failure -> STOPPED)),
                cancel(
                        "RC-321",
                        "drops the task of a rare failure of a cancel",
                        (right, task) -> right.cancel(task)
                                .mapLeft(failure -> http(511).test(failure) ? taskless(failure) : failure)),
                cancel("RC-321", "sends a slow cancel again later", (right, task) -> {
                    long start = System.nanoTime();
                    Either<VideoFailure, CancelOutcome> result = right.cancel(task);
                    later(System.nanoTime() - start > 500_000_000L, 100, () -> right.cancel(task));
                    return result;
                }),
                cancel(
                        "RC-325",
                        "takes a redirect of a cancel for a confirmation",
                        (right, task) -> instead(right.cancel(task), http(303), failure -> STOPPED)),
                wrong("RC-325", "follows a redirect of a cancel", (right, config) -> {
                    TaskCanceller canceller = right.canceller().orElseThrow();
                    return right.canceller(task -> canceller.cancel(task).peekLeft(failure -> {
                        if (http(307).test(failure)) {
                            Http.get(config, "/elsewhere");
                        }
                    }));
                }));
    }

    private static ContractMutant cancel(
            String rule, String name, BiFunction<TaskCanceller, TaskRef, Either<VideoFailure, CancelOutcome>> port) {
        return wrong(rule, name, (right, config) -> {
            TaskCanceller canceller = right.canceller().orElseThrow();
            return right.canceller(task -> port.apply(canceller, task));
        });
    }

    private static ContractMutant wait(String rule, String name, int status, Predicate<Duration> lost) {
        return failure(
                rule,
                name,
                http(status),
                failure -> VideoFailure.builder()
                        .from(failure)
                        .retryAfter(failure.retryAfter().filter(lost.negate()))
                        .build());
    }

    private static ContractMutant status(
            String rule, String name, Predicate<VideoFailure> when, Function<VideoFailure, TaskStatus> made) {
        return poll(rule, name, (task, result) -> instead(result, when, failure -> made.apply(failure.withTask(task))));
    }

    private static <T> Either<VideoFailure, T> instead(
            Either<VideoFailure, T> result, Predicate<VideoFailure> when, Function<VideoFailure, T> made) {
        return result.isLeft() && when.test(result.getLeft()) ? Either.right(made.apply(result.getLeft())) : result;
    }

    private static void later(boolean condition, long millis, Runnable call) {
        if (condition) {
            CompletableFuture<Void> unused =
                    CompletableFuture.runAsync(call, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
        }
    }

    private static TaskStatus failed(VideoFailure failure) {
        return new TaskStatus.Failed(as(FailureKind.GENERATION_FAILED).apply(failure));
    }

    private static VideoFailure taskless(VideoFailure failure) {
        return VideoFailure.builder()
                .from(failure)
                .task(Optional.<TaskRef>empty())
                .build();
    }
}
