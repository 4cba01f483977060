package io.github.reel4j.testkit.simulator;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/** The tasks of one vendor, as its dialect sees them. Thread-safe. */
public final class Tasks {

    private record Entry(Order order, Plan plan, Instant submitted) {}

    private final URI origin;
    private final InstantSource clock;
    private final Plan usual;
    private final Ledger ledger;
    private final CallbackPoster poster;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Queue<TaskScript> scripts = new ArrayDeque<>();

    Tasks(URI origin, InstantSource clock, Plan usual, Ledger ledger, CallbackPoster poster) {
        this.origin = origin;
        this.clock = clock;
        this.usual = usual;
        this.ledger = ledger;
        this.poster = poster;
    }

    /** Accepts an order and bills it. */
    public Task accept(Order order) {
        return acceptBelow(Integer.MAX_VALUE, order).orElseThrow();
    }

    /** Accepts an order and bills it, unless {@code limit} tasks are queued or running already. */
    public synchronized Optional<Task> acceptBelow(int limit, Order order) {
        if (limit <= entries.size() && limit <= unfinished()) {
            return Optional.empty();
        }
        TaskScript script = scripts.poll();
        entries.put(order.taskId(), new Entry(order, script == null ? usual : script.plan(), now()));
        ledger.bill(order);
        return find(order.taskId());
    }

    /** How a task stands now; empty if there is none with this id. */
    public synchronized Optional<Task> find(String taskId) {
        return Optional.ofNullable(entries.get(taskId))
                .map(entry -> entry.plan().taskAt(now(), entry.order(), entry.submitted(), video(taskId)));
    }

    /** The time by the simulator's clock. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Posts a JSON body to a callback address as soon as a task has ended: once, and only if the address is on loopback, because
     * an imitation must not reach out into the world.
     */
    public void postWhenEnded(String taskId, URI callback, Function<Task, String> body) {
        poster.post(callback, () -> find(taskId).filter(Tasks::ended).map(body));
    }

    synchronized TaskScript nextTask() {
        TaskScript script = new TaskScript(usual);
        scripts.add(script);
        return script;
    }

    private long unfinished() {
        Instant now = now();
        return entries.values().stream()
                .filter(entry -> entry.plan().end(entry.submitted()).isAfter(now))
                .count();
    }

    private URI video(String taskId) {
        return origin.resolve(Media.path(taskId));
    }

    private static boolean ended(Task task) {
        return task.phase() == Task.Phase.SUCCEEDED || task.phase() == Task.Phase.FAILED;
    }
}
