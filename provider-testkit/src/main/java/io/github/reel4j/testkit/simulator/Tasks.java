package io.github.reel4j.testkit.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The tasks of one vendor, as its dialect sees them while it answers one request. Thread-safe. */
public final class Tasks {

    private final TaskBook book;
    private final CallbackPoster poster;
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
     * Posts a JSON body to a callback address as soon as a task has ended: once, and only if the address is on loopback, because
     * an imitation must not reach out into the world.
     */
    public void postWhenEnded(String taskId, URI callback, Function<Task, String> body) {
        poster.post(callback, () -> book.find(taskId).filter(Tasks::ended).map(body));
    }

    /** The task that the request turned out to be about. */
    Optional<String> asked() {
        return Optional.of(asked).filter(id -> !id.isEmpty());
    }

    private static boolean ended(Task task) {
        return task.phase() == Task.Phase.SUCCEEDED || task.phase() == Task.Phase.FAILED;
    }
}
