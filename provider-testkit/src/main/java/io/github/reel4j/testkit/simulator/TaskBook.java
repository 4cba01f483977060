package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.simulator.Plan.Incident;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/** Every task of one vendor, and the scripts of those to come. Thread-safe. */
final class TaskBook {

    private static final Ending CANCELLED = Ending.failure("CANCELLED", "Cancelled on request");

    private record Entry(Order order, Plan plan, Instant submitted, Queue<Incident> incidents) {}

    private final Function<String, URI> videos;
    private final InstantSource clock;
    private final Plan usual;
    private final Ledger ledger;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Queue<TaskScript> scripts = new ArrayDeque<>();

    TaskBook(Function<String, URI> videos, InstantSource clock, Plan usual, Ledger ledger) {
        this.videos = videos;
        this.clock = clock;
        this.usual = usual;
        this.ledger = ledger;
    }

    synchronized Optional<Task> acceptBelow(int limit, Order order) {
        if (limit <= entries.size() && limit <= unfinished()) {
            return Optional.empty();
        }
        TaskScript script = scripts.poll();
        Plan plan = script == null ? usual : script.plan();
        Order named = plan.id().map(order::withTaskId).orElse(order);
        ledger.bill(named);
        entries.put(named.taskId(), new Entry(named, plan, now(), new ArrayDeque<>(plan.incidents())));
        return find(named.taskId());
    }

    synchronized Optional<Task> find(String taskId) {
        return Optional.ofNullable(entries.get(taskId))
                .map(entry -> entry.plan().taskAt(now(), entry.order(), entry.submitted(), videos.apply(taskId)));
    }

    /** Ends a task, unless it has ended; gives how it stood before. */
    synchronized Optional<Task> cancel(String taskId) {
        Optional<Task> before = find(taskId);
        before.filter(task -> !task.hasEnded())
                .ifPresent(task -> entries.computeIfPresent(
                        taskId,
                        (id, entry) -> new Entry(
                                entry.order(),
                                entry.plan().cutAt(Duration.between(entry.submitted(), now()), CANCELLED),
                                entry.submitted(),
                                entry.incidents())));
        return before;
    }

    /** How the callback of a task fares. */
    synchronized Callback callback(String taskId) {
        return Optional.ofNullable(entries.get(taskId))
                .map(entry -> entry.plan().callback())
                .orElseGet(Callback::lost);
    }

    /** What a poll of the task meets now, according to its script; each is met once. */
    synchronized Optional<Fault> incident(String taskId) {
        return Optional.ofNullable(entries.get(taskId)).flatMap(entry -> {
            Incident next = entry.incidents().peek();
            if (next == null || now().isBefore(entry.submitted().plus(next.after()))) {
                return Optional.empty();
            }
            return Optional.of(entry.incidents().remove().fault());
        });
    }

    synchronized TaskScript nextTask() {
        TaskScript script = new TaskScript(usual);
        scripts.add(script);
        return script;
    }

    synchronized void forget() {
        entries.clear();
    }

    synchronized void reset() {
        forget();
        scripts.clear();
    }

    Instant now() {
        return clock.instant();
    }

    private long unfinished() {
        Instant now = now();
        return entries.values().stream()
                .filter(entry -> entry.plan().end(entry.submitted()).isAfter(now))
                .count();
    }
}
