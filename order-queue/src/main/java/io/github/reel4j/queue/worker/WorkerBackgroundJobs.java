package io.github.reel4j.queue.worker;

import io.github.reel4j.queue.store.MaintenanceStore;
import io.github.reel4j.queue.store.PollStore;
import io.github.reel4j.queue.store.RateLimitStore;
import io.github.reel4j.queue.store.RateLimitStore.Grant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The periodic jobs of a worker, on one daemon thread: sends heartbeats, stores pending results, wakes waiting
 * orders, adjusts polling intervals and checks the database server.
 */
final class WorkerBackgroundJobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerBackgroundJobs.class);
    private static final int MAX_WOKEN = 100;
    private static final Duration MAX_WAKE_AHEAD = Duration.ofSeconds(2);

    /** Others take a worker for dead after 20 s. */
    private static final Duration MAX_HEARTBEAT_AGE = Duration.ofSeconds(15);

    private final RateLimitStore limits;
    private final MaintenanceStore store;
    private final PollStore polls;
    private final PendingResults results;
    private final ProviderClients clients;
    private final PollSpacing spacing;
    private final SharedCompletionTimes learning;
    private final DatabaseClock clock;
    private final String worker;
    private final boolean deliver;
    private volatile long lastHeartbeat = System.nanoTime();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "reel4j-queue-jobs");
        daemon.setDaemon(true);
        return daemon;
    });

    WorkerBackgroundJobs(
            RateLimitStore limits,
            MaintenanceStore store,
            PollStore polls,
            PendingResults results,
            ProviderClients clients,
            PollSpacing spacing,
            SharedCompletionTimes learning,
            DatabaseClock clock,
            String worker,
            boolean deliver) {
        this.limits = limits;
        this.store = store;
        this.polls = polls;
        this.results = results;
        this.clients = clients;
        this.spacing = spacing;
        this.learning = learning;
        this.clock = clock;
        this.worker = worker;
        this.deliver = deliver;
    }

    void start() {
        every(Duration.ofSeconds(1), this::wakeWaitingOrders);
        every(Duration.ofSeconds(1), results::recordPending);
        every(Duration.ofSeconds(5), this::checkServer);
        every(Duration.ofSeconds(3), this::heartbeat);
        every(Duration.ofSeconds(1), this::updateSpacing);
        every(Duration.ofSeconds(10), clock::synchronize);
        every(Duration.ofSeconds(60), store::scheduleMissing);
        every(Duration.ofSeconds(60), learning::readOthers);
        if (deliver) {
            every(Duration.ofSeconds(60), polls::scheduleMissingDeliveries);
        }
    }

    /** A regular task. */
    @FunctionalInterface
    private interface Job {
        void run() throws SQLException;
    }

    private void every(Duration interval, Job job) {
        var unused = thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        job.run();
                    } catch (SQLException e) {
                        LOG.debug("the database is not available, SQL state {}", e.getSQLState());
                    } catch (RuntimeException e) { // the next run may succeed
                        LOG.warn(
                                "a periodic job of the worker failed with {}; it runs again",
                                e.getClass().getName());
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Lets orders that wait for a permit run: as many as there are free task slots, and calls in a second. */
    private void wakeWaitingOrders() throws SQLException {
        for (String limitKey : clients.limitKeys()) {
            Grant free = limits.acquire(limitKey, worker, 0, 0, clients.reservedTasks(limitKey));
            int count = Math.min(callsPerSecond(limitKey), free.freeTasks().orElse(MAX_WOKEN));
            boolean paused = free.retryAfter().compareTo(MAX_WAKE_AHEAD) >= 0; // the vendor has demanded it
            if (count > 0 && !paused) {
                limits.wakeWaitingOrders(ProviderClients.providerOf(limitKey), count);
            }
        }
    }

    private int callsPerSecond(String limitKey) {
        long interval = clients.callInterval(limitKey).toNanos();
        return interval == 0 ? MAX_WOKEN : (int) Math.min(MAX_WOKEN, 1 + TimeUnit.SECONDS.toNanos(1) / interval);
    }

    private void updateSpacing() throws SQLException {
        for (String limitKey : clients.limitKeys()) {
            spacing.update(limitKey, limits.openTasks(limitKey), clients.callInterval(limitKey));
        }
    }

    /**
     * Returns whether the database has accepted a heartbeat of this worker lately, so that others do not take it for
     * dead.
     */
    boolean isHealthy() {
        return System.nanoTime() - lastHeartbeat < MAX_HEARTBEAT_AGE.toNanos();
    }

    private void heartbeat() throws SQLException {
        long start = System.nanoTime();
        limits.heartbeat(worker);
        lastHeartbeat = start;
    }

    /** Holds the orders that are not sent yet if the database is not the one that the queue ran on before. */
    void checkServer() throws SQLException {
        int held = store.holdAfterServerChange();
        if (held > 0) {
            LOG.error(
                    "the database is not the one that this queue ran on before: a standby was promoted, or a backup was"
                            + " restored. {} orders that may have been sent already are held. Compare them with the"
                            + " vendor's console, then release or cancel them: reel queue release KEY, or"
                            + " OrderQueue.release.",
                    held);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
