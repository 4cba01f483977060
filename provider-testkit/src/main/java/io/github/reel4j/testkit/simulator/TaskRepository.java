package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.simulator.TaskPlan.ScheduledFault;
import io.github.reel4j.testkit.simulator.TaskSnapshot.Phase;
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

/** The tasks of one simulator and the scripts of future tasks. Thread-safe. */
final class TaskRepository {

    private static final TaskResult CANCELLED = TaskResult.cancellation();

    private record TaskEntry(BilledOrder order, TaskPlan plan, Instant submitted, Queue<ScheduledFault> incidents) {}

    private final Function<String, URI> videos;
    private final InstantSource clock;
    private final TaskPlan defaultPlan;
    private final Ledger ledger;
    private final Phase cancelled;
    private final Map<String, TaskEntry> entries = new LinkedHashMap<>();
    private final Queue<TaskScript> scripts = new ArrayDeque<>();

    TaskRepository(
            Function<String, URI> videos,
            InstantSource clock,
            TaskPlan defaultValue,
            Ledger ledger,
            boolean reportsCancelled) {
        this.videos = videos;
        this.clock = clock;
        this.defaultPlan = defaultValue;
        this.ledger = ledger;
        this.cancelled = reportsCancelled ? Phase.CANCELLED : Phase.FAILED;
    }

    synchronized Optional<TaskSnapshot> acceptBelow(int limit, BilledOrder order) {
        if (limit <= entries.size() && limit <= unfinished()) {
            return Optional.empty();
        }
        return Optional.of(accept(order, nextPlan()));
    }

    /** Accepts an order whose task leaves the queue at {@code start} or later. */
    synchronized TaskSnapshot acceptLater(BilledOrder order, Instant start, Optional<TaskResult> result) {
        TaskPlan plan = nextPlan();
        Duration wait = Duration.between(now(), start);
        TaskPlan later = wait.compareTo(plan.queued()) > 0 ? plan.queued(wait) : plan;
        return accept(order, result.map(later::result).orElse(later));
    }

    private TaskPlan nextPlan() {
        TaskScript script = scripts.poll();
        return script == null ? defaultPlan : script.plan();
    }

    private synchronized TaskSnapshot accept(BilledOrder order, TaskPlan plan) {
        BilledOrder named = plan.id().map(order::withTaskId).orElse(order);
        ledger.recordOrder(named);
        entries.put(named.taskId(), new TaskEntry(named, plan, now(), new ArrayDeque<>(plan.faults())));
        return find(named.taskId()).orElseThrow();
    }

    void recordUpload(UploadedFile file) {
        ledger.recordUpload(file);
    }

    synchronized Optional<TaskSnapshot> find(String taskId) {
        return Optional.ofNullable(entries.get(taskId))
                .map(entry -> entry.plan()
                        .taskAt(now(), entry.order(), entry.submitted(), () -> videos.apply(taskId), cancelled));
    }

    /** Cancels a task unless it has ended, and returns its state before. */
    synchronized Optional<TaskSnapshot> cancel(String taskId) {
        Optional<TaskSnapshot> before = find(taskId);
        before.filter(task -> !task.hasEnded())
                .ifPresent(task -> entries.computeIfPresent(
                        taskId,
                        (id, entry) -> new TaskEntry(
                                entry.order(),
                                entry.plan().truncatedAt(Duration.between(entry.submitted(), now()), CANCELLED),
                                entry.submitted(),
                                entry.incidents())));
        return before;
    }

    /** Returns the callback script of a task. */
    synchronized CallbackScript callback(String taskId) {
        return Optional.ofNullable(entries.get(taskId))
                .map(entry -> entry.plan().callback())
                .orElseGet(CallbackScript::never);
    }

    /** Removes and returns the scripted fault that is due at a poll of the task. */
    synchronized Optional<Fault> dueFault(String taskId) {
        return Optional.ofNullable(entries.get(taskId)).flatMap(entry -> {
            ScheduledFault next = entry.incidents().peek();
            if (next == null || now().isBefore(entry.submitted().plus(next.after()))) {
                return Optional.empty();
            }
            return Optional.of(entry.incidents().remove().fault());
        });
    }

    synchronized TaskScript nextTask() {
        TaskScript script = new TaskScript(defaultPlan);
        scripts.add(script);
        return script;
    }

    synchronized void clear() {
        entries.clear();
    }

    synchronized void reset() {
        clear();
        scripts.clear();
    }

    Instant now() {
        return clock.instant();
    }

    private long unfinished() {
        Instant now = now();
        return entries.values().stream()
                .filter(entry -> entry.plan().endOf(entry.submitted()).isAfter(now))
                .count();
    }
}
