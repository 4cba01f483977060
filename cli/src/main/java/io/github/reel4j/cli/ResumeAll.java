package io.github.reel4j.cli;

import io.github.reel4j.Generation;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Waits for all unfinished tasks of the journal at once, and fetches each video as it is made. Orders nothing. */
final class ResumeAll {

    private final Session session;
    private final JournalOptions options;
    private final Duration timeout;
    private final boolean json;
    private final List<Map<String, Object>> told = new ArrayList<>();
    private int code = ExitCodes.OK;

    ResumeAll(Session session, JournalOptions options, Duration timeout, boolean json) {
        this.session = session;
        this.options = options;
        this.timeout = timeout;
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
        if (unfinished.isEmpty()) {
            session.terminal().note("no unfinished tasks in " + journal.file());
        } else {
            follow(unfinished, OrderJournal.forNotes(session, options), delivery);
        }
        session.report().put("tasks", told);
        return code;
    }

    private void follow(Map<ProviderId, List<TaskRef>> unfinished, TaskJournal journal, Delivery delivery) {
        List<OpenClient> open = new ArrayList<>();
        BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
        int followed = 0;
        try {
            for (Map.Entry<ProviderId, List<TaskRef>> each : unfinished.entrySet()) {
                try {
                    OpenClient client = OrderDesk.forTasks(session, each.getKey(), timeout, journal);
                    open.add(client);
                    for (TaskRef task : each.getValue()) {
                        Generation generation = client.client().resume(task);
                        var unused = generation
                                .toFuture()
                                .whenComplete((video, problem) ->
                                        ended.add(new Ended(generation, Optional.ofNullable(problem))));
                        followed++;
                    }
                } catch (VideoException e) {
                    each.getValue().forEach(task -> failed(task, e));
                }
            }
            for (int left = followed; left > 0; left--) {
                Ended next = ended.take();
                settle(next.generation().task(), () -> fetch(next, delivery));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            code = ExitCodes.INTERRUPTED;
        } finally {
            open.forEach(OpenClient::close);
        }
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
