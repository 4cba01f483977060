package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.submit;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** RC-801 and RC-805: interrupts and deadlines of calls. */
final class InterruptMutants {

    private InterruptMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                submit("RC-801", "clears an interrupt that was set before the call", (right, request) -> {
                    boolean unused = Thread.interrupted();
                    return right.submit(request);
                }),
                submit("RC-801", "throws if the thread was interrupted before the call", (right, request) -> {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new IllegalStateException("interrupted");
                    }
                    return right.submit(request);
                }),
                submit(
                        "RC-801",
                        "puts an interrupt before the call off until the response is there",
                        (right, request) -> {
                            boolean interrupted = Thread.interrupted();
                            try {
                                return right.submit(request);
                            } finally {
                                if (interrupted) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        }),
                submit(
                        "RC-801",
                        "throws when it is interrupted",
                        (right, request) -> right.submit(request).peekLeft(failure -> {
                            if (Thread.currentThread().isInterrupted()) {
                                throw new IllegalStateException("interrupted");
                            }
                        })),
                submit("RC-801", "sends an interrupted order in the background", (right, request) -> {
                    if (!Thread.currentThread().isInterrupted()) {
                        return right.submit(request);
                    }
                    CompletableFuture<?> unused =
                            CompletableFuture.runAsync(() -> right.submit(request), task -> new Thread(task).start());
                    waitFor(Duration.ofMillis(500));
                    return Either.left(VideoFailure.of(FailureKind.INTERRUPTED, "interrupted, not sent"));
                }),
                wrong(
                        "RC-805",
                        "polls uninterruptibly",
                        (right, config) -> right.tracker(
                                task -> uninterruptibly(() -> right.tracker().status(task)))),
                wrong(
                        "RC-805",
                        "swallows the interrupt of a poll",
                        (right, config) -> right.tracker(
                                task -> right.tracker().status(task).peekLeft(failure -> Thread.interrupted()))),
                wrong(
                        "RC-805",
                        "swallows the interrupt of a download",
                        (right, config) -> right.downloader((video, target) ->
                                right.downloader().download(video, target).peekLeft(failure -> Thread.interrupted()))),
                wrong(
                        "RC-805",
                        "cancels uninterruptibly",
                        (right, config) -> right.canceller(task -> uninterruptibly(
                                () -> right.canceller().orElseThrow().cancel(task)))),
                submit("RC-801", "takes 1.5 s to end after an interrupt", (right, request) -> {
                    Either<VideoFailure, TaskRef> result = right.submit(request);
                    if (Thread.currentThread().isInterrupted()) {
                        waitFor(Duration.ofMillis(1_500));
                    }
                    return result;
                }),
                wrong("RC-801", "waits for the order before it, whatever happens", (right, config) -> {
                    Object lock = new Object();
                    return right.generator(request -> {
                        synchronized (lock) {
                            return right.generator().submit(request);
                        }
                    });
                }),
                wrong("RC-805", "polls for 2 s more than the timeout from the second time on", (right, config) -> {
                    Set<TaskRef> polled = ConcurrentHashMap.newKeySet();
                    return right.tracker(task -> right.tracker()
                            .status(task)
                            .peek(status -> polled.add(task))
                            .peekLeft(failure -> {
                                if (polled.contains(task)
                                        && config.text("poll-timeout").isPresent()) {
                                    waitFor(Duration.ofSeconds(2));
                                }
                            }));
                }),
                wrong(
                        "RC-805",
                        "ignores the deadline of a poll",
                        (right, config) -> right.tracker(task -> right.tracker()
                                .status(task)
                                .peekLeft(failure -> waitIfImpatient(
                                        config.text("poll-timeout").isPresent())))),
                wrong(
                        "RC-805",
                        "ignores the deadline of a cancel",
                        (right, config) -> right.canceller(task -> right.canceller()
                                .orElseThrow()
                                .cancel(task)
                                .peekLeft(failure -> waitIfImpatient(
                                        config.text("poll-timeout").isPresent())))));
    }

    /** The suite sets a timeout only where it tests deadlines. */
    private static void waitIfImpatient(boolean impatient) {
        if (impatient) {
            waitFor(Duration.ofSeconds(12));
        }
    }

    private static void waitFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                Thread.onSpinWait();
            }
        }
    }

    private static <T> T uninterruptibly(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, task -> {
                    Thread thread = new Thread(task);
                    thread.setDaemon(true);
                    thread.start();
                })
                .join();
    }
}
