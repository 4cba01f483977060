package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.support.OwnThreads;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs calls that must fail at the same time, each on its own thread, and measures how long the slowest one takes. Not
 * thread-safe.
 */
final class TimedCalls {

    private record EndedCall<T>(Either<VideoFailure, T> result, Duration elapsed) {}

    private final Duration max;
    private final OwnThreads threads = new OwnThreads();
    private final List<Supplier<Duration>> running = new ArrayList<>();

    /**
     * @param max the real time after which a call is taken for one that never ends
     */
    TimedCalls(Duration max) {
        this.max = max;
    }

    /** Starts a call that must fail, with a failure that meets the requirement. */
    <T> void start(
            RuleCheck check, String name, Supplier<Either<VideoFailure, T>> call, Consumer<VideoFailure> requirement) {
        long start = System.nanoTime();
        FutureTask<EndedCall<T>> task =
                threads.start(() -> new EndedCall<>(call.get(), Duration.ofNanos(System.nanoTime() - start)));
        running.add(() -> {
            EndedCall<T> ended = OwnThreads.await(
                    max,
                    task,
                    () -> check.failed(
                            "the " + name + " returns at its deadline",
                            "it did not return within " + max.toSeconds() + " s"));
            check.require(ended.result().isLeft(), "the " + name + " fails", () -> "it is " + ended.result());
            requirement.accept(ended.result().getLeft());
            return ended.elapsed();
        });
    }

    /** Waits for all calls, requires that each has failed, and returns how long the slowest one took. */
    Duration requireFailures() {
        return running.stream().map(Supplier::get).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
