package io.github.reel4j.testkit.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The tasks of one vendor, as its dialect sees them while it answers one request. Thread-safe. */
public final class TaskOperations {

    private final TaskRepository repository;
    private final CallbackPoster poster;
    private final List<Runnable> beforeResponse = new CopyOnWriteArrayList<>();
    private volatile String polledTask = "";

    TaskOperations(TaskRepository repository, CallbackPoster poster) {
        this.repository = repository;
        this.poster = poster;
    }

    /** Accepts an order and bills it. */
    public TaskSnapshot accept(BilledOrder order) {
        return acceptBelow(Integer.MAX_VALUE, order).orElseThrow();
    }

    /** Accepts an order and bills it, unless {@code limit} tasks are queued or running already. */
    public Optional<TaskSnapshot> acceptBelow(int limit, BilledOrder order) {
        return repository.acceptBelow(limit, order);
    }

    /** How a task stands now; empty if there is none with this id. */
    public Optional<TaskSnapshot> find(String taskId) {
        polledTask = taskId;
        return repository.find(taskId);
    }

    /** The time by the simulator's clock. */
    public Instant now() {
        return repository.now();
    }

    /**
     * Stops a task that has not ended: a poll then finds it failed, with code {@code CANCELLED}.
     *
     * @return how it stood before; empty if there is none with this id
     */
    public Optional<TaskSnapshot> cancel(String taskId) {
        polledTask = taskId;
        return repository.cancel(taskId);
    }

    /**
     * Posts to a callback address as soon as a task has ended: once, unless its script says otherwise, and only if the address is
     * on loopback, because an imitation must not reach out into the world.
     *
     * @param message made when it is posted
     */
    public void postWhenEnded(String taskId, URI callback, Function<TaskSnapshot, CallbackMessage> message) {
        CallbackScript fate = repository.callback(taskId);
        Function<TaskSnapshot, CallbackMessage> posted = task -> fate.toMessage(message.apply(task), taskId);
        if (fate.isEarly()) {
            beforeResponse.add(
                    () -> repository.find(taskId).map(posted).ifPresent(early -> poster.postNow(callback, early)));
        } else {
            poster.post(
                    callback,
                    fate.times(),
                    () -> repository
                            .find(taskId)
                            .filter(task -> isDue(task, fate))
                            .map(posted));
        }
    }

    /** Posts what is to be there before the request that it is about is answered. */
    void postEarly() {
        beforeResponse.forEach(Runnable::run);
    }

    /** The task that the request turned out to be about. */
    Optional<String> polledTask() {
        return Optional.of(polledTask).filter(id -> !id.isEmpty());
    }

    private boolean isDue(TaskSnapshot task, CallbackScript fate) {
        return task.hasEnded() && !now().isBefore(task.ended().plus(fate.late()));
    }
}
