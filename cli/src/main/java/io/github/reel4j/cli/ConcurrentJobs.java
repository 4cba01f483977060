package io.github.reel4j.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs jobs side by side, the oldest first, and only so many at each host, so that one host that is silent holds up no other. Each has
 * a deadline of its own. Thread-safe.
 */
final class ConcurrentJobs implements AutoCloseable {

    static final int MAX_RUNNING = 32;
    static final int MAX_RUNNING_PER_HOST = 8;

    private final Duration deadline;
    private final Map<String, PriorityQueue<Job>> waiting = new HashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private int allRunning;
    private boolean closed;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> thread(task, "reel-fetch"));
    private final ScheduledExecutorService timers =
            Executors.newSingleThreadScheduledExecutor(task -> thread(task, "reel-fetch-deadline"));

    ConcurrentJobs(Duration deadline) {
        this.deadline = deadline;
    }

    /**
     * Something to do.
     *
     * @param host whom it keeps busy
     * @param since the oldest is the most urgent
     * @param work may block; is interrupted at its deadline
     * @param late called instead of what {@code work} would tell, once it has missed its deadline
     */
    record Job(String host, Instant since, Runnable work, Runnable late) {}

    synchronized void add(Job job) {
        waiting.computeIfAbsent(job.host(), host -> new PriorityQueue<>(Comparator.comparing(Job::since)))
                .add(job);
        startNext();
    }

    private synchronized void startNext() {
        while (!closed && allRunning < MAX_RUNNING) {
            Optional<Job> next = waiting.entrySet().stream()
                    .filter(each -> running.getOrDefault(each.getKey(), 0) < MAX_RUNNING_PER_HOST)
                    .map(each -> each.getValue().element())
                    .min(Comparator.comparing(Job::since));
            if (next.isEmpty()) {
                return;
            }
            start(next.get());
        }
    }

    private void start(Job job) {
        PriorityQueue<Job> queue = waiting.getOrDefault(job.host(), new PriorityQueue<>());
        queue.remove();
        if (queue.isEmpty()) {
            waiting.remove(job.host());
        }
        running.merge(job.host(), 1, Integer::sum);
        allRunning++;
        AtomicBoolean finished = new AtomicBoolean();
        Future<?> work = threads.submit(() -> {
            try {
                job.work().run();
            } finally {
                if (finished.compareAndSet(false, true)) {
                    ended(job);
                }
            }
        });
        var unused = timers.schedule(
                () -> {
                    if (finished.compareAndSet(false, true)) {
                        job.late().run();
                        work.cancel(true);
                        ended(job); // whether or not it heeds the interrupt
                    }
                },
                deadline.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private synchronized void ended(Job job) {
        int left = running.getOrDefault(job.host(), 1) - 1;
        if (left == 0) {
            running.remove(job.host());
        } else {
            running.put(job.host(), left);
        }
        allRunning--;
        startNext();
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Starts no more, and interrupts what runs. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        timers.shutdownNow();
        threads.shutdownNow();
    }
}
