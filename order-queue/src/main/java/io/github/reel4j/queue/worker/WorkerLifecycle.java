package io.github.reel4j.queue.worker;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.queue.store.CompletionTimeReader;
import io.github.reel4j.queue.store.Database;
import io.github.reel4j.queue.store.MaintenanceStore;
import io.github.reel4j.queue.store.OrderStore;
import io.github.reel4j.queue.store.PollStore;
import io.github.reel4j.queue.store.RateLimitStore;
import io.github.reel4j.queue.store.SchemaInstaller;
import io.github.reel4j.queue.store.SubmissionStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the objects of a worker, starts them, and stops them in order. */
public final class WorkerLifecycle implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerLifecycle.class);

    /** Longer than a submit, which must not be cut off. */
    private static final Duration MAX_SUBMIT_SHUTDOWN = Duration.ofSeconds(75);

    /** A handler that is cut off is called again by another worker. */
    private static final Duration MAX_DELIVERY_SHUTDOWN = Duration.ofSeconds(5);

    /** db-scheduler stores 50 characters of a worker's name. */
    private static final int MAX_HOST_LENGTH = 30;

    private final String name;
    private final RateLimitStore limits;
    private final PendingResults results;
    private final ProviderClients clients;
    private final WorkerBackgroundJobs jobs;
    private final WorkerScheduler orders;
    private final Optional<WorkerScheduler> deliveries;
    private final ExecutorService handlerThreads;

    private WorkerLifecycle(Database database, VideoClient client, WorkerOptions options) throws SQLException {
        this.name = newName();
        this.limits = new RateLimitStore(database);
        this.handlerThreads = Executors.newCachedThreadPool(task -> {
            Thread daemon = new Thread(task, "reel4j-delivery-handler");
            daemon.setDaemon(true);
            return daemon;
        });
        OrderStore orderStore = new OrderStore(database);
        SubmissionStore submissions = new SubmissionStore(database);
        PollStore polls = new PollStore(database);
        MaintenanceStore maintenanceStore = new MaintenanceStore(database);
        CrashPoints crashPoints = options.crashPoints();
        this.results = new PendingResults(submissions, name, options.keepRequests(), options.spillFile());
        results.recordSpilled();
        SharedCompletionTimes learning =
                new SharedCompletionTimes(options.pollPolicy(), new CompletionTimeReader(database), name);
        learning.readOthers();
        QueueJournal journal = new QueueJournal(submissions, results, crashPoints, name);
        Optional<OrderKeyEventDecorator> events = options.listener().map(OrderKeyEventDecorator::new);
        this.clients = new ProviderClients(
                client, factory(client, journal, events), limits, name, options.account(), options.threads());
        DatabaseClock clock = new DatabaseClock(database);
        PollSpacing spacing = new PollSpacing();
        boolean deliver = options.handler().isPresent();
        OrderStep step = new OrderStep(
                orderStore,
                submissions,
                results,
                new SubmitStep(
                        clients,
                        journal,
                        submissions,
                        results,
                        limits,
                        events,
                        new FirstPoll(options.pollPolicy()),
                        crashPoints,
                        name,
                        options.maxAttempts()),
                new PollStep(clients, polls, options.pollPolicy(), learning, spacing, events, name, deliver),
                new CallbackVerificationStep(clients, orderStore),
                clients,
                name);
        this.orders = new WorkerScheduler(
                database,
                "reel_execution",
                OrderStore.ORDER_TASK,
                name,
                options.threads(),
                options.pollingInterval(),
                options.heartbeat(),
                MAX_SUBMIT_SHUTDOWN,
                clock,
                id -> step.run(id, isHealthy()),
                step::onDeadWorker);
        this.deliveries = options.handler().map(handler -> {
            DeliveryStep delivery = new DeliveryStep(
                    clients, orderStore, polls, handler, handlerThreads, options.handlerTimeout(), name);
            return new WorkerScheduler(
                    database,
                    "reel_delivery",
                    OrderStore.DELIVERY_TASK,
                    name,
                    options.deliveryThreads(),
                    options.pollingInterval(),
                    options.heartbeat(),
                    MAX_DELIVERY_SHUTDOWN,
                    clock,
                    delivery::run,
                    (id, deadWorker) -> StepResult.now());
        });
        this.jobs = new WorkerBackgroundJobs(
                limits, maintenanceStore, polls, results, clients, spacing, learning, clock, name, deliver);
    }

    /**
     * Starts a worker.
     *
     * @throws IllegalStateException if the tables do not exist or have another version
     */
    public static WorkerLifecycle start(Database database, VideoClient client, WorkerOptions options)
            throws SQLException {
        Optional<String> problem = SchemaInstaller.problem(database);
        if (problem.isPresent()) {
            throw new IllegalStateException(problem.get());
        }
        WorkerLifecycle lifecycle = new WorkerLifecycle(database, client, options);
        boolean started = false;
        try {
            lifecycle.limits.heartbeat(lifecycle.name);
            lifecycle.jobs.checkServer(); // orders are held at once, not after the first interval
            lifecycle.jobs.start();
            lifecycle.orders.start();
            lifecycle.deliveries.ifPresent(WorkerScheduler::start);
            started = true;
        } finally {
            if (!started) {
                lifecycle.close();
            }
        }
        LOG.info("order worker {} has started", lifecycle.name);
        return lifecycle;
    }

    private boolean isHealthy() {
        return jobs.isHealthy();
    }

    private static Function<ProviderId, VideoClient> factory(
            VideoClient client, QueueJournal journal, Optional<OrderKeyEventDecorator> events) {
        return provider -> {
            VideoClientBuilder builder = client.toBuilder()
                    .provider(provider.value())
                    .journal(journal)
                    .maxSubmitAttempts(1)
                    .enforceVendorLimits(false);
            events.ifPresent(builder::listener);
            return builder.build();
        };
    }

    private static String newName() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return host.substring(0, Math.min(host.length(), MAX_HOST_LENGTH)) + "-"
                + ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Returns the unique name of this worker. */
    public String name() {
        return name;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Thread stopDeliveries = new Thread(() -> deliveries.ifPresent(WorkerScheduler::stop), "reel4j-stop-deliveries");
        stopDeliveries.start();
        orders.stop();
        join(stopDeliveries);
        handlerThreads.shutdownNow();
        jobs.close();
        int kept = results.recordPending();
        if (kept > 0) {
            LOG.error(
                    "{} results of sent orders are not in the database, but in {}. Start a worker that finds this file;"
                            + " otherwise the orders become UNKNOWN, and may be billed.",
                    kept,
                    results.spillPath());
        }
        results.close();
        clients.close();
        try {
            limits.removeWorker(name);
        } catch (SQLException e) {
            LOG.debug("the worker could not be removed, SQL state {}", e.getSQLState());
        }
    }
}
