package io.github.reel4j;

import io.github.reel4j.guard.GuardedLog;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.tracking.SerialListener;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks vendors whether tasks exist that callbacks have claimed, and tells of the orders that are found that way. Thread-safe. */
@Singleton
final class Recovery {

    private static final GuardedLog LOG = GuardedLog.of(Recovery.class);

    private final Following following;
    private final List<RecoveredOrder> found = new ArrayList<>();
    private final List<SerialListener<RecoveredOrder>> listeners = new ArrayList<>();

    @Inject
    Recovery(Following following) {
        this.following = following;
    }

    /** Tells {@code listener} of every order that is found, and that was found before. */
    void add(Consumer<RecoveredOrder> listener) {
        SerialListener<RecoveredOrder> added = new SerialListener<>(following.notifier(), listener);
        List<RecoveredOrder> before;
        synchronized (this) {
            before = List.copyOf(found);
            listeners.add(added);
        }
        before.forEach(added::tell);
    }

    /**
     * Polls {@code task} until the vendor says anything about it, as one waits for it; trouble with a poll says nothing.
     *
     * @param belongs called when it exists; gives the failure of the submit that it resolves, if it does
     * @param otherwise called when it was not to be found
     */
    void confirm(VideoProvider provider, TaskRef task, Supplier<Optional<VideoFailure>> belongs, Runnable otherwise) {
        Following.Claimed claimed = following.followClaimed(provider, task);
        Generation generation = claimed.generation();
        CompletableFuture<Void> seen = new CompletableFuture<>();
        generation.onProgress(progress -> seen.complete(null));
        CompletableFuture<GeneratedVideo> wait = generation.toFuture();
        var unusedEnd = wait.whenComplete((video, problem) -> {
            if (problem == null || isWordOfTheTask(problem)) {
                seen.complete(
                        null); // it may have ended before the listener was there; made, says the vendor, if not where
            }
            if (!seen.isDone()) {
                otherwise.run();
            }
        });
        if (claimed.isSeen()) { // by others who follow it
            following.notifier().execute(() -> seen.complete(null));
        }
        var unusedSight = seen.thenRun(() -> {
            belongs.get().ifPresent(failure -> {
                claimed.notes().confirm();
                tell(new RecoveredOrder(failure, generation));
            });
            wait.cancel(false);
        });
    }

    private static boolean isWordOfTheTask(Throwable problem) {
        @Nullable Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        return cause instanceof VideoException failed
                && (failed.failure().kind() == FailureKind.NO_RESULT
                        || failed.failure().kind() == FailureKind.GENERATION_FAILED);
    }

    private void tell(RecoveredOrder order) {
        LOG.info("an order of unknown fate was accepted: {}", order.generation());
        List<SerialListener<RecoveredOrder>> all;
        synchronized (this) {
            found.add(order);
            all = List.copyOf(listeners);
        }
        all.forEach(listener -> listener.tell(order));
    }
}
