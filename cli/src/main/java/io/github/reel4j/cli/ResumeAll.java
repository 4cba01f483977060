package io.github.reel4j.cli;

import io.github.reel4j.RecoveredOrder;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.journal.JournalSnapshot;
import io.github.reel4j.journal.OrderState;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.spi.DurationParser;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Waits for all unfinished tasks of the journal concurrently and downloads their videos. Polls again tasks that the
 * vendor did not find. If a port to listen on is set, also waits for callbacks about orders with an unknown outcome.
 * Orders nothing.
 */
final class ResumeAll {

    /** Longer than the downloaders' own limits. */
    private static final Duration DOWNLOAD_TIMEOUT = Duration.ofMinutes(70);

    private final CliContext context;
    private final JournalOptions options;
    private final Duration timeout;
    private final Optional<Integer> port;
    private final ResumeReport report;
    private final ConcurrentJobs jobs = new ConcurrentJobs(DOWNLOAD_TIMEOUT);

    /** One report per task, executed by the thread of {@link #run}. */
    private final BlockingQueue<Runnable> updates = new LinkedBlockingQueue<>();

    /** The number of tasks that are not reported yet. */
    private final AtomicInteger open = new AtomicInteger();

    /** @param port of the callback listener; empty for none */
    ResumeAll(CliContext context, JournalOptions options, Duration timeout, Optional<Integer> port, boolean json) {
        this.context = context;
        this.options = options;
        this.timeout = timeout;
        this.port = port;
        this.report = new ResumeReport(context, json);
    }

    /**
     * Resumes the tasks and returns the exit code.
     *
     * @param folder for the videos; empty for the current folder
     */
    int run(Optional<Path> folder) {
        CliJournal journal = CliJournal.of(context, options)
                .orElseThrow(() -> new CliException(ExitCodes.USAGE, "--no-journal: --all needs the journal."));
        TaskResultDownloader delivery = new TaskResultDownloader(context, OutputFile.in(folder), timeout);
        JournalSnapshot snapshot = journal.read();
        journal.reportCorruptLines(context, snapshot);
        Instant now = Instant.now();
        List<OrderSummary> orders = snapshot.orders();
        orders.stream()
                .filter(order -> order.state() == OrderState.UNKNOWN)
                .forEach(order -> context.terminal().warn("an order with an unknown outcome: " + NextStep.of(order)));
        Map<ProviderId, List<TaskRef>> unfinished =
                tasks(orders, order -> order.state().isUnfinished());
        Map<ProviderId, List<TaskRef>> notFound = tasks(orders, order -> NotFoundTaskSelection.applies(order, now));
        try (UnresolvedOrders unresolved = UnresolvedOrders.of(context, orders, port)) {
            unresolved.providers().forEach(provider -> unfinished.putIfAbsent(provider, List.of()));
            notFound.keySet().forEach(provider -> unfinished.putIfAbsent(provider, List.of()));
            if (unfinished.isEmpty()) {
                context.terminal().note("no unfinished tasks in " + journal.file());
            } else {
                resume(unfinished, notFound, unresolved, CliJournal.openLenient(context, options), delivery);
            }
        }
        return report.code();
    }

    private static Map<ProviderId, List<TaskRef>> tasks(List<OrderSummary> orders, Predicate<OrderSummary> which) {
        return orders.stream()
                .filter(which)
                .map(OrderSummary::task)
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(TaskRef::provider, LinkedHashMap::new, Collectors.toList()));
    }

    private void resume(
            Map<ProviderId, List<TaskRef>> unfinished,
            Map<ProviderId, List<TaskRef>> notFound,
            UnresolvedOrders unresolved,
            OrderJournal journal,
            TaskResultDownloader delivery) {
        context.shutdown().resumingAll(open::get);
        List<ClientWithSimulators> sessions = new ArrayList<>();
        try {
            for (Map.Entry<ProviderId, List<TaskRef>> each : unfinished.entrySet()) {
                ProviderId provider = each.getKey();
                List<TaskRef> tasks = each.getValue();
                List<TaskRef> recheckable = notFound.getOrDefault(provider, List.of());
                try {
                    ClientWithSimulators session =
                            ClientFactory.forTasks(context, provider, timeout, journal, unresolved.url());
                    sessions.add(session);
                    tasks.forEach(task -> await(session.client().resume(task), delivery));
                    recheckable.forEach(task -> recheck(session.client(), task, delivery));
                    unresolved.register(provider, session.client(), order -> onRecovered(order, delivery));
                } catch (VideoException e) {
                    tasks.forEach(task -> report.failed(task, e));
                    recheckable.forEach(task -> report.failed(task, e));
                    if (tasks.isEmpty() && recheckable.isEmpty()) {
                        context.terminal()
                                .warn("callbacks of " + provider + " cannot be received: "
                                        + e.failure().message());
                    }
                }
            }
            unresolved.serve();
            long deadline = System.nanoTime() + timeout.toNanos();
            for (Runnable next = next(unresolved, deadline); next != null; next = next(unresolved, deadline)) {
                next.run();
                open.decrementAndGet();
            }
            if (unresolved.remaining() > 0) {
                context.terminal()
                        .warn("orders with an outcome that is still unknown: " + unresolved.remaining()
                                + ". They may have been billed. 'reel tasks' lists what to do.");
                report.fail(ExitCodes.SUBMISSION_UNKNOWN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            report.fail(ExitCodes.INTERRUPTED);
        } finally {
            jobs.close();
            sessions.forEach(ClientWithSimulators::close);
        }
    }

    /** Returns null if all tasks are reported and no callback is awaited, or none came before the deadline. */
    private @Nullable Runnable next(UnresolvedOrders unresolved, long deadline) throws InterruptedException {
        @Nullable Runnable next;
        do {
            if (open.get() > 0) {
                return updates.take();
            }
            next = unresolved.remaining() > 0 ? updates.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) : null;
        } while (next == null && open.get() > 0);
        return next;
    }

    private void await(VideoTask task, TaskResultDownloader delivery) {
        open.incrementAndGet();
        var unused = task.toFuture().whenComplete((video, error) -> {
            if (error != null) {
                updates.add(() -> report.failed(task.ref(), cause(error)));
            } else {
                download(task, video, delivery);
            }
        });
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    private void download(VideoTask task, GeneratedVideo video, TaskResultDownloader delivery) {
        jobs.add(job(task.ref(), String.valueOf(video.url().getRawAuthority()), () -> {
            List<Path> files = delivery.download(task);
            return () -> report.downloaded(task.ref(), files);
        }));
    }

    private void recheck(VideoClient client, TaskRef task, TaskResultDownloader delivery) {
        open.incrementAndGet();
        jobs.add(job(task, task.provider().value(), () -> {
            try {
                var unused = client.status(task);
            } catch (VideoException e) {
                if (e.kind() == FailureKind.TASK_NOT_FOUND) {
                    return () -> report.stillNotFound(task, e.failure());
                }
                if (e.kind() != FailureKind.NO_RESULT) { // the task exists: it succeeded, but without a URL
                    throw e;
                }
            }
            await(client.resume(task), delivery);
            return () -> context.terminal().note("  " + task.provider() + " now knows the task again: " + task);
        }));
    }

    private void onRecovered(RecoveredOrder order, TaskResultDownloader delivery) {
        context.terminal()
                .note("  a callback named the task of an order with an unknown outcome: "
                        + order.task().ref());
        await(order.task(), delivery);
    }

    /** Blocking work that returns how to report its result. */
    private interface Work {
        Runnable run();
    }

    private ConcurrentJobs.Job job(TaskRef task, String host, Work work) {
        AtomicBoolean reported = new AtomicBoolean();
        return new ConcurrentJobs.Job(
                host,
                task.submittedAt(),
                () -> enqueue(reported, outcome(task, work)),
                () -> enqueue(reported, () -> report.failed(task, timeout(task))));
    }

    /** Enqueues only the first update of each task: the result or the timeout. */
    private void enqueue(AtomicBoolean reported, Runnable update) {
        if (reported.compareAndSet(false, true)) {
            updates.add(update);
        }
    }

    private Runnable outcome(TaskRef task, Work work) {
        try {
            return work.run();
        } catch (Throwable e) { // errors too, because the run must wait for the other tasks
            return () -> report.failed(task, e);
        }
    }

    private static VideoException timeout(TaskRef task) {
        return new VideoException(VideoFailure.builder()
                .kind(FailureKind.DOWNLOAD_FAILED)
                .message("the video was not downloaded within " + DurationParser.describe(DOWNLOAD_TIMEOUT)
                        + ". Try again: reel resume " + task)
                .task(task)
                .build());
    }
}
