package io.github.reel4j;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks vendors whether tasks exist that callbacks have claimed, and tells of the orders that are found that way. Thread-safe. */
@Singleton
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Following following;
    private final List<RecoveredOrder> found = new ArrayList<>();
    private final List<Consumer<RecoveredOrder>> listeners = new ArrayList<>();

    @Inject
    Recovery(Following following) {
        this.following = following;
    }

    /** Tells {@code listener} of every order that is found, and that was found before. */
    void add(Consumer<RecoveredOrder> listener) {
        List<RecoveredOrder> before;
        synchronized (this) {
            before = List.copyOf(found);
            listeners.add(listener);
        }
        before.forEach(order -> tell(listener, order));
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
            if (problem != null && isNoResult(problem)) {
                seen.complete(null); // made, says the vendor, if not where
            }
            if (!seen.isDone()) {
                otherwise.run();
            }
        });
        var unusedSight = seen.thenRun(() -> {
            belongs.get().ifPresent(failure -> {
                claimed.notes().confirm();
                tell(new RecoveredOrder(failure, generation));
            });
            wait.cancel(false);
        });
    }

    private static boolean isNoResult(Throwable problem) {
        @Nullable Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        return cause instanceof VideoException failed && failed.failure().kind() == FailureKind.NO_RESULT;
    }

    private void tell(RecoveredOrder order) {
        LOG.info("an order of unknown fate was accepted: {}", order.generation());
        List<Consumer<RecoveredOrder>> all;
        synchronized (this) {
            found.add(order);
            all = List.copyOf(listeners);
        }
        all.forEach(listener -> tell(listener, order));
    }

    private static void tell(Consumer<RecoveredOrder> listener, RecoveredOrder order) {
        try {
            listener.accept(order);
        } catch (Throwable e) { // an error too: the order is paid for, and others want to hear of it
            LOG.warn("a listener for recovered orders threw; {} is kept", order.generation(), e);
        }
    }
}
