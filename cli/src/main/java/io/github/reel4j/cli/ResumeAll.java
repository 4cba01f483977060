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
 * Waits for all unfinished tasks of the journal at once, and fetches each video as it is made, several at a time; also of orders of
 * unknown fate, as far as callbacks find their tasks. Asks once more about tasks that the vendor did not know. Orders nothing.
 */
final class ResumeAll {

    /** Downloaders end by themselves before that. */
    private static final Duration MAX_FETCH = Duration.ofMinutes(70);

    private final CliContext context;
    private final JournalOptions options;
    private final Duration timeout;
    private final Optional<Integer> port;
    private final ResumeReport report;
    private final ConcurrentJobs jobs = new ConcurrentJobs(MAX_FETCH);

    /** What there is to tell, told by the thread that waits. */
    private final BlockingQueue<Runnable> updates = new LinkedBlockingQueue<>();

    /** Of these there will be news. */
    private final AtomicInteger open = new AtomicInteger();

    /** @param port where to take callbacks; empty if none are to be waited for */
    ResumeAll(CliContext context, JournalOptions options, Duration timeout, Optional<Integer> port, boolean json) {
        this.context = context;
        this.options = options;
        this.timeout = timeout;
        this.port = port;
        this.report = new ResumeReport(context, json);
    }

    int run(Optional<Path> folder) {
        CliJournal journal = CliJournal.of(context, options)
                .orElseThrow(() -> new CliException(
                        ExitCodes.USAGE, "--all goes through the journal, so --no-journal leaves nothing to resume."));
        VideoDelivery delivery = new VideoDelivery(context, OutputFile.in(folder), timeout);
        JournalSnapshot snapshot = journal.read();
        journal.reportCorruptLines(context, snapshot);
        Instant now = Instant.now();
        List<OrderSummary> orders = snapshot.orders();
        orders.stream()
                .filter(order -> order.state() == OrderState.UNKNOWN)
                .forEach(order -> context.terminal().warn("an order of unknown fate: " + NextStep.of(order)));
        Map<ProviderId, List<TaskRef>> unfinished =
                tasks(orders, order -> order.state().isUnfinished());
        Map<ProviderId, List<TaskRef>> lapsed = tasks(orders, order -> RecheckPolicy.applies(order, now));
        try (UnresolvedOrders lost = UnresolvedOrders.of(context, orders, port)) {
            lost.providers().forEach(provider -> unfinished.putIfAbsent(provider, List.of()));
            lapsed.keySet().forEach(provider -> unfinished.putIfAbsent(provider, List.of()));
            if (unfinished.isEmpty()) {
                context.terminal().note("no unfinished tasks in " + journal.file());
            } else {
                follow(unfinished, lapsed, lost, CliJournal.openLenient(context, options), delivery);
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

    private void follow(
            Map<ProviderId, List<TaskRef>> unfinished,
            Map<ProviderId, List<TaskRef>> lapsed,
            UnresolvedOrders lost,
            OrderJournal journal,
            VideoDelivery delivery) {
        context.shutdown().followingAll(open::get);
        List<ClientSession> clients = new ArrayList<>();
        try {
            for (Map.Entry<ProviderId, List<TaskRef>> each : unfinished.entrySet()) {
                List<TaskRef> again = lapsed.getOrDefault(each.getKey(), List.of());
                try {
                    ClientSession client =
                            ClientFactory.forTasks(context, each.getKey(), timeout, journal, lost.base());
                    clients.add(client);
                    each.getValue().forEach(task -> follow(client.client().resume(task), delivery));
                    again.forEach(task -> recheck(client.client(), task, delivery));
                    lost.await(each.getKey(), client.client(), order -> onRecovered(order, delivery));
                } catch (VideoException e) {
                    each.getValue().forEach(task -> report.failed(task, e));
                    again.forEach(task -> report.failed(task, e));
                    if (each.getValue().isEmpty() && again.isEmpty()) {
                        context.terminal()
                                .warn("callbacks of " + each.getKey() + " are not taken: "
                                        + e.failure().message());
                    }
                }
            }
            lost.serve();
            long deadline = System.nanoTime() + timeout.toNanos();
            for (Runnable next = next(lost, deadline); next != null; next = next(lost, deadline)) {
                next.run();
                open.decrementAndGet();
            }
            if (lost.remaining() > 0) {
                context.terminal().warn(lost.remaining() + " orders are of unknown fate still.");
                report.fail(ExitCodes.SUBMISSION_UNKNOWN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            report.fail(ExitCodes.INTERRUPTED);
        } finally {
            jobs.close();
            clients.forEach(ClientSession::close);
        }
    }

    /** Null once there is nothing left to wait for, or what is lost was waited for long enough. */
    private @Nullable Runnable next(UnresolvedOrders lost, long deadline) throws InterruptedException {
        @Nullable Runnable next;
        do {
            if (open.get() > 0) {
                return updates.take();
            }
            next = lost.remaining() > 0 ? updates.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) : null;
        } while (next == null && open.get() > 0);
        return next;
    }

    private void follow(VideoTask generation, VideoDelivery delivery) {
        open.incrementAndGet();
        TaskRef task = generation.ref();
        var unused = generation.toFuture().whenComplete((video, problem) -> {
            if (problem != null) {
                updates.add(() -> report.failed(task, cause(problem)));
            } else {
                fetch(generation, video, delivery);
            }
        });
    }

    private static Throwable cause(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
    }

    private void fetch(VideoTask generation, GeneratedVideo video, VideoDelivery delivery) {
        TaskRef task = generation.ref();
        jobs.add(job(task, String.valueOf(video.url().getRawAuthority()), () -> {
            Path file = delivery.fetch(generation);
            return () -> report.delivered(task, file);
        }));
    }

    private void recheck(VideoClient client, TaskRef task, VideoDelivery delivery) {
        open.incrementAndGet();
        jobs.add(job(task, task.provider().value(), () -> {
            try {
                var unused = client.status(task);
            } catch (VideoException e) {
                if (e.failure().kind() == FailureKind.TASK_NOT_FOUND) {
                    return () -> report.stillNotFound(task, e.failure());
                }
                if (e.failure().kind() != FailureKind.NO_RESULT) { // made, says the vendor, if not where
                    throw e;
                }
            }
            follow(client.resume(task), delivery);
            return () -> context.terminal().note("  " + task.provider() + " knows again " + task);
        }));
    }

    private void onRecovered(RecoveredOrder order, VideoDelivery delivery) {
        context.terminal().note("  a callback has found " + order.task().ref());
        follow(order.task(), delivery);
    }

    /** Something that may block, and says what there is to tell then. */
    private interface Work {
        Runnable run();
    }

    private ConcurrentJobs.Job job(TaskRef task, String host, Work work) {
        AtomicBoolean reported = new AtomicBoolean();
        return new ConcurrentJobs.Job(
                host,
                task.submittedAt(),
                () -> enqueue(reported, outcome(task, work)),
                () -> enqueue(reported, () -> report.failed(task, late(task))));
    }

    /** Of each task there is one piece of news. */
    private void enqueue(AtomicBoolean reported, Runnable outcome) {
        if (reported.compareAndSet(false, true)) {
            updates.add(outcome);
        }
    }

    private Runnable outcome(TaskRef task, Work work) {
        try {
            return work.run();
        } catch (Throwable e) { // an error too: the others are waited for all the same
            return () -> report.failed(task, e);
        }
    }

    private static VideoException late(TaskRef task) {
        return new VideoException(VideoFailure.builder()
                .kind(FailureKind.DOWNLOAD_FAILED)
                .message("the video is made, but was not fetched within " + DurationParser.describe(MAX_FETCH)
                        + ". Try again: reel resume " + task)
                .task(task)
                .build());
    }
}
