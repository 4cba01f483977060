package io.github.reel4j.cli;

import io.github.reel4j.Generation;
import io.github.reel4j.RecoveredOrder;
import io.github.reel4j.VideoException;
import io.github.reel4j.journal.JournalReading;
import io.github.reel4j.journal.JournaledOrder;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.port.TaskJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Waits for all unfinished tasks of the journal at once, and fetches each video as it is made; also of orders of unknown fate, as far as
 * callbacks find their tasks. Orders nothing.
 */
final class ResumeAll {

    private final Session session;
    private final JournalOptions options;
    private final Duration timeout;
    private final Optional<Integer> port;
    private final boolean json;
    private final List<Map<String, Object>> told = new ArrayList<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final AtomicInteger followed = new AtomicInteger();
    private int code = ExitCodes.OK;

    /** @param port where to take callbacks; empty if none are to be waited for */
    ResumeAll(Session session, JournalOptions options, Duration timeout, Optional<Integer> port, boolean json) {
        this.session = session;
        this.options = options;
        this.timeout = timeout;
        this.port = port;
        this.json = json;
    }

    int into(Optional<Path> folder) {
        OrderJournal journal = OrderJournal.of(session, options)
                .orElseThrow(() -> new RefusedException(
                        ExitCodes.USAGE, "--all goes through the journal, so --no-journal leaves nothing to resume."));
        Delivery delivery = new Delivery(session, OutputFile.in(folder), timeout);
        JournalReading reading = journal.read();
        journal.tellTroubles(session, reading);
        reading.orders().stream()
                .filter(order -> order.state() == OrderState.UNKNOWN)
                .forEach(order -> session.terminal().warn("an order of unknown fate: " + NextStep.of(order)));
        Map<ProviderId, List<TaskRef>> unfinished = reading.orders().stream()
                .filter(order -> order.state().isUnfinished())
                .map(JournaledOrder::task)
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(TaskRef::provider, LinkedHashMap::new, Collectors.toList()));
        try (LostOrders lost = LostOrders.of(session, reading.orders(), port)) {
            lost.providers().forEach(provider -> unfinished.putIfAbsent(provider, List.of()));
            if (unfinished.isEmpty()) {
                session.terminal().note("no unfinished tasks in " + journal.file());
            } else {
                follow(unfinished, lost, OrderJournal.forNotes(session, options), delivery);
            }
        }
        session.report().put("tasks", told);
        return code;
    }

    private void follow(
            Map<ProviderId, List<TaskRef>> unfinished, LostOrders lost, TaskJournal journal, Delivery delivery) {
        List<OpenClient> open = new ArrayList<>();
        try {
            for (Map.Entry<ProviderId, List<TaskRef>> each : unfinished.entrySet()) {
                try {
                    OpenClient client = OrderDesk.forTasks(session, each.getKey(), timeout, journal, lost.base());
                    open.add(client);
                    each.getValue().forEach(task -> follow(client.client().resume(task)));
                    lost.await(each.getKey(), client.client(), this::found);
                } catch (VideoException e) {
                    each.getValue().forEach(task -> failed(task, e));
                    if (each.getValue().isEmpty()) {
                        session.terminal()
                                .warn("callbacks of " + each.getKey() + " are not taken: "
                                        + e.failure().message());
                    }
                }
            }
            lost.serve();
            long deadline = System.nanoTime() + timeout.toNanos();
            for (Ended next = next(lost, deadline); next != null; next = next(lost, deadline)) {
                followed.decrementAndGet();
                Ended task = next;
                settle(task.generation().task(), () -> fetch(task, delivery));
            }
            if (lost.left() > 0) {
                session.terminal().warn(lost.left() + " orders are of unknown fate still.");
                code = code == ExitCodes.OK ? ExitCodes.SUBMISSION_UNKNOWN : code;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            code = ExitCodes.INTERRUPTED;
        } finally {
            open.forEach(OpenClient::close);
        }
    }

    /** Null once there is nothing left to wait for, or what is lost was waited for long enough. */
    private @Nullable Ended next(LostOrders lost, long deadline) throws InterruptedException {
        @Nullable Ended next;
        do {
            if (followed.get() > 0) {
                return ended.take();
            }
            next = lost.left() > 0 ? ended.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) : null;
        } while (next == null && followed.get() > 0);
        return next;
    }

    private void follow(Generation generation) {
        followed.incrementAndGet();
        var unused = generation
                .toFuture()
                .whenComplete((video, problem) -> ended.add(new Ended(generation, Optional.ofNullable(problem))));
    }

    private void found(RecoveredOrder order) {
        session.terminal().note("  a callback has found " + order.generation().task());
        follow(order.generation());
    }

    /** A task that somebody waited for, in vain if there is a problem. */
    private record Ended(Generation generation, Optional<Throwable> problem) {}

    private static Path fetch(Ended task, Delivery delivery) {
        if (task.problem().orElse(null) instanceof VideoException why) {
            throw new VideoException(why.failure());
        }
        return delivery.fetch(task.generation());
    }

    private void settle(TaskRef task, Supplier<Path> fetch) {
        try {
            Path file = fetch.get();
            told.add(Map.of("task", task.toString(), "state", "succeeded", "file", file.toString()));
            session.terminal().note("  " + session.terminal().symbol("\u2714", "done") + " " + file);
            if (!json) {
                session.terminal().data(file.toString());
            }
        } catch (VideoException e) {
            failed(task, e);
        } catch (RefusedException e) {
            told.add(Map.of("task", task.toString(), "state", "undelivered", "error", String.valueOf(e.getMessage())));
            session.terminal().note(String.valueOf(e.getMessage()));
            code = code == ExitCodes.OK ? e.exitCode() : code;
        }
    }

    /** The others are fetched all the same. */
    private void failed(TaskRef task, VideoException problem) {
        String text = String.valueOf(new VideoException(problem.failure().withTask(task)).getMessage());
        told.add(Map.of(
                "task",
                task.toString(),
                "state",
                problem.failure().kind().name(),
                "error",
                Facts.failure(problem.failure(), text)));
        session.terminal().note(text);
        code = code == ExitCodes.OK ? ExitCodes.of(problem.failure().kind()) : code;
    }
}
