package io.github.reel4j.testkit.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The tasks of one vendor, as its dialect sees them while it answers one request. Thread-safe. */
public final class Tasks {

    private final TaskBook book;
    private final CallbackPoster poster;
    private final List<Runnable> beforeAnswer = new CopyOnWriteArrayList<>();
    private volatile String asked = "";

    Tasks(TaskBook book, CallbackPoster poster) {
        this.book = book;
        this.poster = poster;
    }

    /** Accepts an order and bills it. */
    public Task accept(Order order) {
        return acceptBelow(Integer.MAX_VALUE, order).orElseThrow();
    }

    /** Accepts an order and bills it, unless {@code limit} tasks are queued or running already. */
    public Optional<Task> acceptBelow(int limit, Order order) {
        return book.acceptBelow(limit, order);
    }

    /** How a task stands now; empty if there is none with this id. */
    public Optional<Task> find(String taskId) {
        asked = taskId;
        return book.find(taskId);
    }

    /** The time by the simulator's clock. */
    public Instant now() {
        return book.now();
    }

    /**
     * Stops a task that has not ended: a poll then finds it failed, with code {@code CANCELLED}.
     *
     * @return how it stood before; empty if there is none with this id
     */
    public Optional<Task> cancel(String taskId) {
        asked = taskId;
        return book.cancel(taskId);
    }

    /**
     * Posts to a callback address as soon as a task has ended: once, unless its script says otherwise, and only if the address is
     * on loopback, because an imitation must not reach out into the world.
     *
     * @param message made when it is posted
     */
    public void postWhenEnded(String taskId, URI callback, Function<Task, CallbackMessage> message) {
        Callback fate = book.callback(taskId);
        Function<Task, CallbackMessage> posted = task -> fate.made(message.apply(task), taskId);
        if (fate.isEarly()) {
            beforeAnswer.add(() -> book.find(taskId).map(posted).ifPresent(early -> poster.postNow(callback, early)));
        } else {
            poster.post(
                    callback,
                    fate.times(),
                    () -> book.find(taskId).filter(task -> isDue(task, fate)).map(posted));
        }
    }

    /** Posts what is to be there before the request that it is about is answered. */
    void postEarly() {
        beforeAnswer.forEach(Runnable::run);
    }

    /** The task that the request turned out to be about. */
    Optional<String> asked() {
        return Optional.of(asked).filter(id -> !id.isEmpty());
    }

    private boolean isDue(Task task, Callback fate) {
        return task.hasEnded() && !now().isBefore(task.ended().plus(fate.late()));
    }
}
