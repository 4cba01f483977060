package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.poll;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.status;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** RC-301, RC-302, RC-304, RC-306, RC-307, RC-309 and RC-311 to RC-313: the status of tasks. */
final class StatusMutants {

    private StatusMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                wrong("RC-301", "remembers the first status of a task", (right, config) -> {
                    Map<TaskRef, Either<VideoFailure, TaskStatus>> first = new ConcurrentHashMap<>();
                    return right.tracker(task -> {
                        Either<VideoFailure, TaskStatus> result =
                                right.tracker().status(task);
                        return result.isLeft() ? result : first.computeIfAbsent(task, each -> result);
                    });
                }),
                wrong("RC-301", "forgets a task after it has reported its end", (right, config) -> {
                    Set<TaskRef> reported = ConcurrentHashMap.newKeySet();
                    return right.tracker(task -> {
                        Either<VideoFailure, TaskStatus> result =
                                right.tracker().status(task);
                        boolean ended = result.isRight() && result.get() instanceof TaskStatus.Succeeded;
                        return ended && !reported.add(task)
                                ? Either.left(VideoFailure.of(FailureKind.TASK_NOT_FOUND, "it has ended")
                                        .withTask(task))
                                : result;
                    });
                }),
                video(
                        "RC-301",
                        "reports another task than the polled one",
                        video -> GeneratedVideo.builder()
                                .from(video)
                                .task(new TaskRef(
                                        video.task().provider(),
                                        video.task().operation(),
                                        "videos",
                                        video.task().id(),
                                        video.task().fingerprint(),
                                        Instant.EPOCH))
                                .build()),
                wrong(Set.of("RC-301", "RC-318"), "reports another size at each poll", (right, config) -> {
                    AtomicInteger asked = new AtomicInteger();
                    return right.tracker(task -> right.tracker()
                            .status(task)
                            .map(update -> StatusBodies.video(
                                    update,
                                    video -> GeneratedVideo.builder()
                                            .from(video)
                                            .width(70_000 + asked.incrementAndGet())
                                            .build())));
                }),
                // RC-307 tests queued tasks
                wrong(
                        Set.of("RC-301", "RC-307"),
                        "reports a queued task as failed",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .map(update -> update instanceof TaskStatus.Queued
                                        ? new TaskStatus.Failed(
                                                VideoFailure.of(FailureKind.GENERATION_FAILED, "not done"))
                                        : update))),
                poll(
                        "RC-302",
                        "reports a failed task as a failed poll",
                        (task, result) -> result.flatMap(update -> update instanceof TaskStatus.Failed failed
                                ? Either.left(failed.failure())
                                : Either.right(update))),
                // a failed task is one of those that RC-309 keeps apart
                wrong(
                        Set.of("RC-302", "RC-309"),
                        "throws when a task has failed",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .peek(update -> {
                                    if (update instanceof TaskStatus.Failed failed) {
                                        throw new IllegalStateException(
                                                failed.failure().message());
                                    }
                                }))),
                // RC-322 requires that a cancelled task has no video
                wrong(
                        Set.of("RC-302", "RC-309", "RC-311", "RC-322"),
                        "reports every ended task as a success",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .map(update ->
                                        update instanceof TaskStatus.Failed || update instanceof TaskStatus.Cancelled
                                                ? new TaskStatus.Succeeded(GeneratedVideo.builder()
                                                        .task(task)
                                                        .url(URI.create("https://films.acme.example/" + task.id()))
                                                        .build())
                                                : update))),
                failed(
                        "RC-302",
                        "drops the vendor's message of a failed task",
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .message("The vendor gave the task up.")
                                .build()),
                failed(
                        "RC-302",
                        "drops the vendor's code of a failed task",
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .vendorCode(Optional.empty())
                                .build()),
                failed(
                        "RC-302",
                        "gives the vendor's code in lower case",
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .vendorCode(failure.vendorCode().map(code -> code.toLowerCase(Locale.ROOT)))
                                .build()),
                failed("RC-302", "reports a failed task as a defect", as(FailureKind.DEFECT)),
                failed(
                        "RC-302",
                        "drops the task of a failed status",
                        failure -> VideoFailure.builder()
                                .from(failure)
                                .task(Optional.<TaskRef>empty())
                                .build()),
                status(
                        "RC-302",
                        "never ends a task that has failed",
                        update -> update instanceof TaskStatus.Failed
                                ? new TaskStatus.Running(Optional.empty())
                                : update),
                statusText(
                        "reports an unknown status as failed",
                        status -> Either.right(
                                new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, status)))),
                statusText(
                        "reports an unknown status as a success",
                        status -> Either.left(VideoFailure.of(FailureKind.NO_RESULT, status))),
                statusText("drops an unknown status", status -> Either.right(new TaskStatus.Running(Optional.empty()))),
                statusText(
                        "reports an unknown status as an unreadable response",
                        status -> Either.left(VideoFailure.of(FailureKind.UNEXPECTED_RESPONSE, status))),
                new ContractMutant(
                        "reports a numeric status above that of success as a success",
                        Set.of("RC-304"),
                        UnusualProviders.NUMERIC,
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .flatMap(update -> update instanceof TaskStatus.Unrecognized
                                        ? Either.left(VideoFailure.of(FailureKind.NO_RESULT, "done without a film")
                                                .withTask(task))
                                        : Either.right(update)))),
                statusText("throws on an unknown status", status -> {
                    throw new IllegalArgumentException("No enum constant Status." + status);
                }),
                done(
                        "accepts an empty URL as a video",
                        task -> Either.right(new TaskStatus.Succeeded(GeneratedVideo.builder()
                                .task(task)
                                .url(URI.create(""))
                                .build()))),
                done(
                        "reports a success without a URL as running",
                        task -> Either.right(new TaskStatus.Running(Optional.empty()))),
                done(
                        "reports a success without a URL as failed",
                        task -> Either.right(
                                new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, "no address")
                                        .withTask(task)))),
                done(
                        "invents a URL",
                        task -> Either.right(new TaskStatus.Succeeded(GeneratedVideo.builder()
                                .task(task)
                                .url(URI.create("https://films.acme.example/" + task.id()))
                                .build()))),
                status(
                        "RC-307",
                        "reports a running task as queued",
                        update -> update instanceof TaskStatus.Running ? new TaskStatus.Queued() : update),
                status(
                        "RC-307",
                        "does not know the vendor's status for running",
                        update ->
                                update instanceof TaskStatus.Running ? new TaskStatus.Unrecognized("making") : update),
                status(
                        "RC-307",
                        "does not know the vendor's status for queued",
                        update ->
                                update instanceof TaskStatus.Queued ? new TaskStatus.Unrecognized("waiting") : update),
                expiry("drops the time at which a URL stops working", (time, now) -> Optional.empty()),
                expiry(
                        "takes the time of the vendor's zone for UTC",
                        (time, now) -> Optional.of(time.plus(Duration.ofHours(8)))),
                expiry(
                        "reads milliseconds as seconds",
                        (time, now) -> Optional.of(Instant.ofEpochSecond(time.toEpochMilli()))),
                expiry(
                        "counts the life of a URL from the poll",
                        (time, now) -> Optional.of(now.plus(Duration.ofHours(24)))),
                expiry(
                        "reports the end of the task as the end of its URL",
                        (time, now) -> Optional.of(time.minus(Duration.ofHours(24)))),
                status(
                        "RC-311",
                        "reports a cancelled task as failed",
                        update -> update instanceof TaskStatus.Cancelled cancelled
                                ? new TaskStatus.Failed(
                                        as(FailureKind.GENERATION_FAILED).apply(cancelled.failure()))
                                : update),
                status(
                        "RC-311",
                        "never ends a task that was cancelled",
                        update -> update instanceof TaskStatus.Cancelled
                                ? new TaskStatus.Running(Optional.empty())
                                : update),
                poll(
                        "RC-311",
                        "reports a cancelled task as a failed poll",
                        (task, result) -> result.flatMap(update -> update instanceof TaskStatus.Cancelled cancelled
                                ? Either.left(cancelled.failure())
                                : Either.right(update))),
                status(
                        "RC-311",
                        "reports a cancelled task as an unknown one",
                        update -> StatusBodies.cancelled(update, as(FailureKind.TASK_NOT_FOUND))),
                status(
                        "RC-311",
                        "drops the task of a cancelled status",
                        update -> StatusBodies.cancelled(
                                update,
                                failure -> VideoFailure.builder()
                                        .from(failure)
                                        .task(Optional.<TaskRef>empty())
                                        .build())),
                status(
                        "RC-312",
                        "drops the queue position",
                        update -> update instanceof TaskStatus.Queued ? new TaskStatus.Queued() : update),
                status(
                        "RC-312",
                        "counts a queued task as one before itself",
                        update -> update instanceof TaskStatus.Queued queued
                                        && queued.position().isPresent()
                                ? new TaskStatus.Queued(
                                        OptionalInt.of(queued.position().getAsInt() + 1))
                                : update),
                status(
                        "RC-312",
                        "drops the queue position 0",
                        update -> update instanceof TaskStatus.Queued queued
                                        && queued.position().orElse(1) == 0
                                ? new TaskStatus.Queued()
                                : update),
                wrong("RC-309", "reports the status of the last order at each poll", (right, config) -> {
                    AtomicReference<@Nullable TaskRef> last = new AtomicReference<>();
                    return right.generator(
                                    request -> right.generator().submit(request).peek(task -> last.set(task)))
                            .tracker(task -> right.tracker()
                                    .status(Optional.ofNullable(last.get()).orElse(task))
                                    .mapLeft(failure -> failure.withTask(task))
                                    .map(update -> StatusBodies.about(update, task)));
                }),
                wrong("RC-309", "reports the URL of the first task for every task", (right, config) -> {
                    AtomicReference<@Nullable URI> first = new AtomicReference<>();
                    return right.tracker(task -> right.tracker().status(task).map(update -> {
                        if (update instanceof TaskStatus.Succeeded succeeded) {
                            first.compareAndSet(null, succeeded.video().url());
                        }
                        return Optional.ofNullable(first.get())
                                .map(url -> StatusBodies.at(update, url))
                                .orElse(update);
                    }));
                }));
    }

    private static ContractMutant video(String rule, String name, UnaryOperator<GeneratedVideo> exchange) {
        return status(rule, name, update -> StatusBodies.video(update, exchange));
    }

    private static ContractMutant failed(String rule, String name, UnaryOperator<VideoFailure> exchange) {
        return status(rule, name, update -> StatusBodies.failed(update, exchange));
    }

    private static ContractMutant statusText(String name, Function<String, Either<VideoFailure, TaskStatus>> meaning) {
        return poll(
                "RC-304",
                name,
                (task, result) -> result.flatMap(update -> update instanceof TaskStatus.Unrecognized unrecognized
                        ? meaning.apply(unrecognized.status()).mapLeft(failure -> failure.withTask(task))
                        : Either.right(update)));
    }

    private static ContractMutant done(String name, Function<TaskRef, Either<VideoFailure, TaskStatus>> meaning) {
        return poll(
                "RC-306",
                name,
                (task, result) -> result.isLeft() && result.getLeft().kind() == FailureKind.NO_RESULT
                        ? meaning.apply(task)
                        : result);
    }

    /** Returns a mutant that changes the time at which a URL stops working, given the time of the poll. */
    private static ContractMutant expiry(String name, BiFunction<Instant, Instant, Optional<Instant>> exchange) {
        return wrong(
                "RC-313",
                name,
                (right, config) -> right.tracker(task -> right.tracker()
                        .status(task)
                        .map(update -> StatusBodies.video(
                                update,
                                video -> GeneratedVideo.builder()
                                        .from(video)
                                        .expiresAt(video.expiresAt()
                                                .flatMap(time -> exchange.apply(
                                                        time, config.scheduler().now())))
                                        .build()))));
    }
}
