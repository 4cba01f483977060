package io.github.reel4j;

import io.github.reel4j.guard.SafeLog;
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
final class OrderRecovery {

    private static final SafeLog LOG = SafeLog.of(OrderRecovery.class);

    private final TaskService tasks;
    private final List<RecoveredOrder> recovered = new ArrayList<>();
    private final List<SerialListener<RecoveredOrder>> listeners = new ArrayList<>();

    @Inject
    OrderRecovery(TaskService tasks) {
        this.tasks = tasks;
    }

    /** Tells {@code listener} of every order that is found, and that was found before. */
    void add(Consumer<RecoveredOrder> listener) {
        SerialListener<RecoveredOrder> added = new SerialListener<>(tasks.notifier(), listener);
        List<RecoveredOrder> before;
        synchronized (this) {
            before = List.copyOf(recovered);
            listeners.add(added);
        }
        before.forEach(added::publish);
    }

    /**
     * Polls {@code task} until the vendor says anything about it, as one waits for it; trouble with a poll says nothing.
     *
     * @param belongs called when it exists; gives the failure of the submit that it resolves, if it does
     * @param otherwise called when it was not to be found
     */
    void confirm(VideoProvider provider, TaskRef task, Supplier<Optional<VideoFailure>> belongs, Runnable otherwise) {
        TaskService.UnconfirmedTask claimed = tasks.trackUnconfirmed(provider, task);
        VideoTask generation = claimed.task();
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
            tasks.notifier().execute(() -> seen.complete(null));
        }
        var unusedSight = seen.thenRun(() -> {
            belongs.get().ifPresent(failure -> {
                claimed.recorder().confirm();
                notifyListeners(new RecoveredOrder(failure, generation));
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

    private void notifyListeners(RecoveredOrder order) {
        LOG.info("an order of unknown fate was accepted: {}", order.task());
        List<SerialListener<RecoveredOrder>> all;
        synchronized (this) {
            recovered.add(order);
            all = List.copyOf(listeners);
        }
        all.forEach(listener -> listener.publish(order));
    }
}
