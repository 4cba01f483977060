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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** RC-301 to RC-311: providers that are right at the first poll of a task, or for its most frequent values. */
final class FollowingMutants {

    private static final Pattern FILM = Pattern.compile("\"film\":\"([^\"]*)\"");

    private FollowingMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                wrong("RC-301", "caches the status of a running task for 30 seconds", (right, config) -> {
                    Map<TaskRef, Instant> seen = new ConcurrentHashMap<>();
                    return right.tracker(task -> {
                        Instant now = config.scheduler().now();
                        Instant last = seen.get(task);
                        if (last != null && now.isBefore(last.plusSeconds(30))) {
                            return Either.right(new TaskStatus.Running(Optional.empty()));
                        }
                        return right.tracker().status(task).peek(update -> {
                            if (update instanceof TaskStatus.Running) {
                                seen.put(task, now);
                            }
                        });
                    });
                }),
                wrong("RC-301", "reports a task as failed after 3 failed polls in succession", (right, config) -> {
                    Map<TaskRef, Integer> failures = new ConcurrentHashMap<>();
                    return right.tracker(task -> {
                        Either<VideoFailure, TaskStatus> result =
                                right.tracker().status(task);
                        int count = result.isLeft() ? failures.merge(task, 1, Integer::sum) : 0;
                        if (count == 0) {
                            failures.remove(task);
                        }
                        return failures.getOrDefault(task, 0) >= 3
                                ? Either.right(new TaskStatus.Failed(as(FailureKind.GENERATION_FAILED)
                                        .apply(result.getLeft().withTask(task))))
                                : result;
                    });
                }),
                wrong("RC-301", "polls no more after a response with 401", (right, config) -> {
                    AtomicBoolean rejected = new AtomicBoolean();
                    return right.tracker(task -> rejected.get()
                            ? Either.left(VideoFailure.of(FailureKind.AUTHENTICATION, "the key was rejected")
                                    .withTask(task))
                            : right.tracker()
                                    .status(task)
                                    .peekLeft(failure -> rejected.set(failure.kind() == FailureKind.AUTHENTICATION)));
                }),
                late(
                        "RC-301",
                        "reports a task of the day before yesterday as unknown",
                        Duration.ofDays(2),
                        (task, update) -> Either.left(VideoFailure.of(FailureKind.TASK_NOT_FOUND, "too old")
                                .withTask(task))),
                failed(
                        "reports a failed task as cancelled if its message says so",
                        failure -> failure.message().contains("cancelled"),
                        failure -> new TaskStatus.Cancelled(
                                as(FailureKind.CANCELLED).apply(failure))),
                failed(
                        "drops what looks like a tag from the vendor's message",
                        failure -> true,
                        failure -> new TaskStatus.Failed(VideoFailure.builder()
                                .from(failure)
                                .message(failure.message().replaceAll("<[^>]*>", ""))
                                .build())),
                failed(
                        "adds a code to a failure without one",
                        failure -> failure.vendorCode().isEmpty(),
                        failure -> new TaskStatus.Failed(VideoFailure.builder()
                                .from(failure)
                                .vendorCode("UNKNOWN")
                                .build())),
                failed(
                        "knows one code only",
                        failure -> true,
                        failure -> new TaskStatus.Failed(VideoFailure.builder()
                                .from(failure)
                                .vendorCode(failure.vendorCode().map(code -> "CONTENT_VIOLATION"))
                                .build())),
                second(
                        "RC-302",
                        "reports a failed task as running at its second poll",
                        TaskStatus.Failed.class,
                        new TaskStatus.Running(Optional.empty())),
                unrecognized(
                        "takes a status that starts like success for one",
                        status -> status.startsWith("done")
                                ? Either.left(VideoFailure.of(FailureKind.NO_RESULT, status))
                                : Either.right(new TaskStatus.Unrecognized(status))),
                unrecognized(
                        "takes a status that contains the one of failure for one",
                        status -> Either.right(
                                status.contains("gave_up")
                                        ? new TaskStatus.Failed(VideoFailure.of(FailureKind.GENERATION_FAILED, status))
                                        : new TaskStatus.Unrecognized(status))),
                unrecognized(
                        "reports an empty status as running",
                        status -> Either.right(
                                status.isBlank()
                                        ? new TaskStatus.Running(Optional.empty())
                                        : new TaskStatus.Unrecognized(status))),
                unrecognized(
                        "keeps an unknown status in lower case",
                        status -> Either.right(new TaskStatus.Unrecognized(status.toLowerCase(Locale.ROOT)))),
                unrecognized(
                        "keeps 12 characters of an unknown status",
                        status -> Either.right(
                                new TaskStatus.Unrecognized(status.substring(0, Math.min(12, status.length()))))),
                film("accepts the URL of an FTP server", text -> text.startsWith("ftp:")),
                film("accepts a relative URL", text -> text.startsWith("/media")),
                film("accepts a script as a URL", text -> text.startsWith("javascript:")),
                poll(
                        "RC-306",
                        "reports a success whose URL is null as running",
                        (task, result) -> result.isLeft()
                                        && result.getLeft()
                                                .rawResponse()
                                                .orElse("")
                                                .contains("\"film\":null")
                                ? Either.right(new TaskStatus.Running(Optional.empty()))
                                : result),
                wrong(
                        Set.of("RC-307", "RC-312"),
                        "reports a queued task as running",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .map(update -> update instanceof TaskStatus.Queued
                                        ? new TaskStatus.Running(Optional.empty())
                                        : update))),
                second(
                        "RC-307",
                        "reports a running task as queued at its second poll",
                        TaskStatus.Running.class,
                        new TaskStatus.Queued()),
                late(
                        "RC-307",
                        "reports a task as running after 3 minutes",
                        Duration.ofMinutes(3),
                        (task, update) -> Either.right(
                                update instanceof TaskStatus.Queued
                                        ? new TaskStatus.Running(Optional.empty())
                                        : update)),
                wrong("RC-309", "ignores the case of task ids", (right, config) -> {
                    Map<String, TaskRef> first = new ConcurrentHashMap<>();
                    return right.tracker(task -> right.tracker()
                            .status(first.computeIfAbsent(task.id().toLowerCase(Locale.ROOT), id -> task))
                            .map(update -> StatusBodies.about(update, task))
                            .mapLeft(failure -> failure.withTask(task)));
                }),
                wrong("RC-309", "shares the task of a poll with polls of other threads", (right, config) -> {
                    AtomicReference<@Nullable TaskRef> current = new AtomicReference<>();
                    AtomicInteger busy = new AtomicInteger();
                    return right.tracker(task -> {
                        current.set(task);
                        boolean alone = busy.incrementAndGet() == 1;
                        LockSupport.parkNanos(Duration.ofMillis(alone ? 1 : 5).toNanos());
                        try {
                            return right.tracker()
                                    .status(Optional.ofNullable(current.get()).orElse(task))
                                    .map(update -> StatusBodies.about(update, task))
                                    .mapLeft(failure -> failure.withTask(task));
                        } finally {
                            busy.decrementAndGet();
                        }
                    });
                }),
                second(
                        "RC-311",
                        "reports a cancelled task as running at its second poll",
                        TaskStatus.Cancelled.class,
                        new TaskStatus.Running(Optional.empty())),
                status(
                        "RC-311",
                        "gives no reason for a cancelled task",
                        update -> StatusBodies.cancelled(
                                update,
                                failure -> VideoFailure.builder()
                                        .from(failure)
                                        .message("")
                                        .build())));
    }

    private static ContractMutant failed(
            String name, Predicate<VideoFailure> when, Function<VideoFailure, TaskStatus> made) {
        return status(
                "RC-302",
                name,
                update -> update instanceof TaskStatus.Failed failed && when.test(failed.failure())
                        ? made.apply(failed.failure())
                        : update);
    }

    /** Reports another status from the second poll on that has a status of this type. */
    private static ContractMutant second(
            String rule, String name, Class<? extends TaskStatus> type, TaskStatus reported) {
        return wrong(rule, name, (right, config) -> {
            Set<TaskRef> seen = ConcurrentHashMap.newKeySet();
            return right.tracker(task -> right.tracker()
                    .status(task)
                    .map(update -> type.isInstance(update) && !seen.add(task) ? reported : update));
        });
    }

    private interface LateReader {
        Either<VideoFailure, TaskStatus> read(TaskRef task, TaskStatus update);
    }

    /** Reads the statuses of tasks of this age in another way. */
    private static ContractMutant late(String rule, String name, Duration age, LateReader reader) {
        return wrong(
                rule,
                name,
                (right, config) -> right.tracker(task -> right.tracker()
                        .status(task)
                        .flatMap(update -> config.scheduler()
                                        .now()
                                        .isAfter(task.submittedAt().plus(age))
                                ? reader.read(task, update)
                                : Either.right(update))));
    }

    private static ContractMutant unrecognized(
            String name, Function<String, Either<VideoFailure, TaskStatus>> meaning) {
        return poll(
                "RC-304",
                name,
                (task, result) -> result.flatMap(update -> update instanceof TaskStatus.Unrecognized other
                        ? meaning.apply(other.status())
                                .map(made -> StatusBodies.about(made, task))
                                .mapLeft(failure -> failure.withTask(task))
                        : Either.right(update)));
    }

    private static ContractMutant film(String name, Predicate<String> accepted) {
        return poll("RC-306", name, (task, result) -> {
            Matcher film = FILM.matcher(
                    result.isLeft() ? result.getLeft().rawResponse().orElse("") : "");
            return film.find() && accepted.test(film.group(1))
                    ? Either.right(new TaskStatus.Succeeded(GeneratedVideo.builder()
                            .task(task)
                            .url(URI.create(film.group(1)))
                            .build()))
                    : result;
        });
    }
}
