package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.as;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.failure;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.http;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.kind;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.rejection;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** RC-102 to RC-803: behavior that depends on other tasks, on the time of day, or on the number of calls. */
final class SharedStateMutants {

    private static final int MAX_SUBMITS = 16;
    private static final int NIGHT = 3;

    private SharedStateMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                wrong("RC-102", "adds a note to its models when a video is finished", (right, config) -> {
                    AtomicBoolean finished = new AtomicBoolean();
                    return right.tracker(task -> right.tracker()
                                    .status(task)
                                    .peek(status ->
                                            finished.compareAndSet(false, status instanceof TaskStatus.Succeeded)))
                            .models(model -> finished.get()
                                    ? ModelSpec.builder()
                                            .from(model)
                                            .note("measured today")
                                            .build()
                                    : model);
                }),
                rejection(
                        "RC-206",
                        "waits 40 minutes if the vendor demands more than an hour",
                        kind(FailureKind.RATE_LIMITED).and(SharedStateMutants::demandsHours),
                        failed -> VideoFailure.builder()
                                .from(failed)
                                .retryAfter(Duration.ofMinutes(40))
                                .build()),
                failure(
                        "RC-308",
                        "drops the delay of a poll if it is more than an hour",
                        http(429).and(SharedStateMutants::demandsHours),
                        failed -> VideoFailure.builder()
                                .from(failed)
                                .retryAfter(Optional.empty())
                                .build()),
                wrong("RC-309", "names the first failed task in the failures of all", (right, config) -> {
                    AtomicReference<@Nullable TaskRef> first = new AtomicReference<>();
                    return right.tracker(task -> right.tracker().status(task).map(status -> {
                        if (status instanceof TaskStatus.Failed) {
                            first.compareAndSet(null, task);
                            return StatusBodies.failed(
                                    status,
                                    failed -> VideoFailure.builder()
                                            .from(failed)
                                            .task(Optional.ofNullable(first.get()))
                                            .build());
                        }
                        return status;
                    }));
                }),
                wrong("RC-311", "reports a task that is cancelled while it runs as failed", (right, config) -> {
                    Set<TaskRef> running = ConcurrentHashMap.newKeySet();
                    return right.tracker(task -> right.tracker().status(task).map(status -> {
                        if (status instanceof TaskStatus.Running) {
                            running.add(task);
                        }
                        return status instanceof TaskStatus.Cancelled cancelled && running.contains(task)
                                ? new TaskStatus.Failed(
                                        as(FailureKind.GENERATION_FAILED).apply(cancelled.failure()))
                                : status;
                    }));
                }),
                wrong(
                        "RC-602",
                        "is cheaper at night",
                        (right, config) -> right.pricing(order -> {
                            Estimate estimate = right.pricing().estimate(order);
                            int hour = config.scheduler()
                                    .now()
                                    .atOffset(ZoneOffset.UTC)
                                    .getHour();
                            return hour == NIGHT && estimate instanceof Estimate.Known known
                                    ? new Estimate.Known(
                                            new Money(
                                                    new BigDecimal("0.01"),
                                                    known.money().currency()),
                                            known.basis(),
                                            known.source())
                                    : estimate;
                        })),
                wrong("RC-803", "sends at most 16 orders at the same time", (right, config) -> {
                    Semaphore connections = new Semaphore(MAX_SUBMITS);
                    return right.generator(order -> {
                        connections.acquireUninterruptibly();
                        try {
                            return right.generator().submit(order);
                        } finally {
                            connections.release();
                        }
                    });
                }));
    }

    private static boolean demandsHours(VideoFailure failed) {
        return failed.retryAfter()
                .filter(delay -> delay.compareTo(Duration.ofHours(1)) > 0)
                .isPresent();
    }
}
