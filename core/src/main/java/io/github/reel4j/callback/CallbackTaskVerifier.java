package io.github.reel4j.callback;

import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.tracking.SerialListener;
import io.github.reel4j.tracking.TaskService;
import io.github.reel4j.tracking.VideoTaskDelegate;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Verifies by polling that a task exists which a callback has reported for an order of unknown outcome. If the vendor
 * confirms the task, it reports that the order was accepted. Thread-safe.
 */
@Singleton
public final class CallbackTaskVerifier {

    private static final SafeLog LOG = SafeLog.of(CallbackTaskVerifier.class);

    private final TaskService tasks;
    private final List<AcceptedOrder> recovered = new ArrayList<>();
    private final List<SerialListener<AcceptedOrder>> listeners = new ArrayList<>();

    @Inject
    CallbackTaskVerifier(TaskService tasks) {
        this.tasks = tasks;
    }

    /**
     * An order of unknown outcome that turned out to be accepted.
     *
     * @param failure the failure of its submit
     */
    public record AcceptedOrder(VideoFailure failure, VideoTaskDelegate task) {}

    /** Calls {@code listener} once for each recovered order, including those recovered before. */
    public void addListener(Consumer<AcceptedOrder> listener) {
        SerialListener<AcceptedOrder> added = new SerialListener<>(tasks.notifier(), listener);
        List<AcceptedOrder> before;
        synchronized (this) {
            before = List.copyOf(recovered);
            listeners.add(added);
        }
        before.forEach(added::publish);
    }

    /**
     * Polls {@code task} until the vendor returns a status or the wait ends. A failed poll is no evidence either way.
     *
     * @param onConfirmed called when the task exists; returns the failure of the submit that the task resolves, if it
     *     resolves one
     * @param onUnconfirmed called when the wait ended and the vendor did not confirm the task
     */
    void confirm(
            VideoProvider provider,
            TaskRef task,
            Supplier<Optional<VideoFailure>> onConfirmed,
            Runnable onUnconfirmed) {
        VideoTaskDelegate claimed = tasks.trackUnconfirmed(provider, task);
        CompletableFuture<Void> confirmed = new CompletableFuture<>();
        claimed.onPoll(event -> confirmed.complete(null));
        Runnable unsubscribe = claimed.await(
                claimed.waitTimeout(),
                end -> tasks.notifier().execute(() -> {
                    if (end.fold(CallbackTaskVerifier::provesThatTaskExists, video -> true)) {
                        confirmed.complete(null); // the task may have ended before the listener was added
                    }
                    if (!confirmed.isDone()) {
                        onUnconfirmed.run();
                    }
                }));
        if (claimed.hasStatus()) { // another handle has polled the task before
            tasks.notifier().execute(() -> confirmed.complete(null));
        }
        var unused = confirmed.thenRun(() -> {
            onConfirmed.get().ifPresent(failure -> {
                claimed.confirm();
                notifyListeners(new AcceptedOrder(failure, claimed));
            });
            unsubscribe.run();
        });
    }

    private static boolean provesThatTaskExists(VideoFailure failure) {
        return failure.kind() == FailureKind.NO_RESULT
                || failure.kind() == FailureKind.GENERATION_FAILED
                || failure.kind() == FailureKind.CANCELLED;
    }

    private void notifyListeners(AcceptedOrder order) {
        LOG.info("an order of unknown outcome was accepted: {}", order.task().ref());
        List<SerialListener<AcceptedOrder>> all;
        synchronized (this) {
            recovered.add(order);
            all = List.copyOf(listeners);
        }
        all.forEach(listener -> listener.publish(order));
    }
}
