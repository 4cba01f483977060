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
 * Runs blocking jobs concurrently, oldest first, each with a timeout. The number of running jobs is limited in total
 * and per host, so that a host that does not respond cannot block the others. Thread-safe.
 */
final class ConcurrentJobs implements AutoCloseable {

    static final int MAX_RUNNING = 32;
    static final int MAX_RUNNING_PER_HOST = 8;

    private final Duration timeout;
    private final Map<String, PriorityQueue<Job>> waiting = new HashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private int totalRunning;
    private boolean closed;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> thread(task, "reel-fetch"));
    private final ScheduledExecutorService timers =
            Executors.newSingleThreadScheduledExecutor(task -> thread(task, "reel-fetch-deadline"));

    /** @param timeout of each job */
    ConcurrentJobs(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * A blocking task for one host.
     *
     * @param host the host whose limit the job counts against
     * @param since jobs with the earliest instant run first
     * @param work may block; is interrupted at the timeout
     * @param onTimeout called when {@code work} has not ended at the timeout
     */
    record Job(String host, Instant since, Runnable work, Runnable onTimeout) {}

    synchronized void add(Job job) {
        waiting.computeIfAbsent(job.host(), host -> new PriorityQueue<>(Comparator.comparing(Job::since)))
                .add(job);
        startNext();
    }

    private synchronized void startNext() {
        while (!closed && totalRunning < MAX_RUNNING) {
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
        totalRunning++;
        AtomicBoolean finished = new AtomicBoolean();
        Future<?> work = threads.submit(() -> {
            try {
                job.work().run();
            } finally {
                if (finished.compareAndSet(false, true)) {
                    release(job);
                }
            }
        });
        var unused = timers.schedule(
                () -> {
                    if (finished.compareAndSet(false, true)) {
                        job.onTimeout().run();
                        work.cancel(true);
                        release(job); // even if it ignores the interrupt
                    }
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private synchronized void release(Job job) {
        int left = running.getOrDefault(job.host(), 1) - 1;
        if (left == 0) {
            running.remove(job.host());
        } else {
            running.put(job.host(), left);
        }
        totalRunning--;
        startNext();
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Starts no more jobs, and interrupts the running ones. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        timers.shutdownNow();
        threads.shutdownNow();
    }
}
