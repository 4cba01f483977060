package io.github.reel4j.queue;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.polling.AdaptivePollPolicy;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.queue.model.QueueListener;
import io.github.reel4j.queue.model.ReadyHandler;
import io.github.reel4j.queue.store.Database;
import io.github.reel4j.queue.store.TableNames;
import io.github.reel4j.queue.worker.CrashPoints;
import io.github.reel4j.queue.worker.WorkerLifecycle;
import io.github.reel4j.queue.worker.WorkerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Executes the orders of a queue: submits, polls and delivers them, together with any number of workers in other
 * processes. An order is sent at most once for each attempt, and a further attempt needs the proof that the one before
 * was not accepted. This does not depend on clocks, heartbeats or leases. Thread-safe.
 *
 * <p>All workers of a queue should have the same configuration.
 */
public final class OrderWorker implements AutoCloseable {

    private final WorkerLifecycle lifecycle;

    private OrderWorker(WorkerLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /**
     * Returns a builder of workers.
     *
     * @param dataSource connections to the database of the queue; a worker uses up to 1 for each of its threads, and 10
     *     more. They need timeouts, because a statement whose packets are lost would wait for ever: for PostgreSQL's
     *     driver {@code connectTimeout=10}, {@code socketTimeout=60} and {@code tcpKeepAlive=true}, and for a pool a
     *     connection timeout of at most 10 seconds
     * @param client the client whose providers, settings, price cap and spend limit apply to the orders. The worker
     *     submits and polls with clients of its own that have the same options. Do not close this one before the
     *     worker. Its journal is not used, because the database is the journal, and its spend limit holds for all
     *     workers together
     */
    public static Builder builder(DataSource dataSource, VideoClient client) {
        return new Builder(Objects.requireNonNull(dataSource, "dataSource"), Objects.requireNonNull(client, "client"));
    }

    /** Returns the name of this worker, which events and {@code submitted_by} contain. */
    public String name() {
        return lifecycle.name();
    }

    /**
     * Stops taking orders, and waits for at most 75 seconds until those that are being sent have their results; then it
     * interrupts them. Other workers continue with everything else.
     */
    @Override
    public void close() {
        lifecycle.close();
    }

    /** Builds and starts a worker. Every option has a default. Not thread-safe. */
    public static final class Builder {

        private final DataSource dataSource;
        private final VideoClient client;
        private TableNames tables = TableNames.DEFAULT;
        private int threads = 16;
        private int deliveryThreads = 4;
        private Duration handlerTimeout = Duration.ofMinutes(10);
        private Duration pollingInterval = Duration.ofMillis(500);
        private int maxAttempts = 20;
        private boolean keepRequests;
        private String account = "default";
        private PollPolicy pollPolicy = AdaptivePollPolicy.withMeanInterval(Duration.ofSeconds(5));
        private Path spillFile = Path.of(System.getProperty("java.io.tmpdir"), "reel4j-order-worker.journal");
        private Duration heartbeat = Duration.ofSeconds(5);
        private CrashPoints crashPoints = CrashPoints.NONE;
        private @Nullable ReadyHandler handler;
        private @Nullable QueueListener listener;

        private Builder(DataSource dataSource, VideoClient client) {
            this.dataSource = dataSource;
            this.client = client;
        }

        /**
         * Sets where the tables of the queue are; see {@link OrderQueue#on(DataSource, String, String)}.
         *
         * @throws IllegalArgumentException if a name is invalid
         */
        public Builder tables(String schema, String tablePrefix) {
            tables = new TableNames(Optional.of(schema), tablePrefix);
            return this;
        }

        /**
         * Sets how many orders are submitted or polled at the same time. 16 by default.
         *
         * @throws IllegalArgumentException if {@code count} is less than 1
         */
        public Builder threads(int count) {
            threads = positive("threads", count);
            return this;
        }

        /**
         * Sets how many videos are handed to the handler at the same time. 4 by default.
         *
         * @throws IllegalArgumentException if {@code count} is less than 1
         */
        public Builder deliveryThreads(int count) {
            deliveryThreads = positive("delivery threads", count);
            return this;
        }

        /** Sets the handler of finished videos. Without a handler the worker delivers nothing. */
        public Builder onReady(ReadyHandler handler) {
            this.handler = Objects.requireNonNull(handler, "handler");
            return this;
        }

        /**
         * Sets how long a handler may take before it is interrupted and called again later. 10 minutes by default.
         *
         * @throws IllegalArgumentException if {@code timeout} is not more than 0
         */
        public Builder handlerTimeout(Duration timeout) {
            handlerTimeout = positive("handler timeout", timeout);
            return this;
        }

        /** Sets a listener of the worker's events. No listener by default. */
        public Builder listener(QueueListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Sets how often the worker looks for due orders. 500 ms by default.
         *
         * @throws IllegalArgumentException if {@code interval} is not more than 0
         */
        public Builder pollingInterval(Duration interval) {
            pollingInterval = positive("polling interval", interval);
            return this;
        }

        /** Sets when tasks are polled. By default every 5 seconds on average, as the fleet has learned. */
        public Builder pollPolicy(PollPolicy policy) {
            pollPolicy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets how often an order is sent at most, by all workers together, if the vendor provably does not accept it.
         * 20 by default.
         *
         * @throws IllegalArgumentException if {@code attempts} is less than 1
         */
        public Builder maxAttempts(int attempts) {
            maxAttempts = positive("attempts", attempts);
            return this;
        }

        /** Keeps the stored request, with its prompt, after the vendor has accepted the order. Erased by default. */
        public Builder keepRequests() {
            keepRequests = true;
            return this;
        }

        /**
         * Names the account whose API keys this worker has. Limits and budgets apply to an account, so workers with
         * keys of different accounts at one vendor need different names. {@code default} by default.
         *
         * @throws IllegalArgumentException if {@code name} is empty or longer than 64 characters
         */
        public Builder account(String name) {
            if (name.isEmpty() || name.length() > 64) {
                throw new IllegalArgumentException("the name of an account must have 1 to 64 characters");
            }
            account = name;
            return this;
        }

        /**
         * Sets where the results of submissions are kept while the database cannot be used. The name of the worker is
         * appended to the name of the file, so several workers may have the same one. A worker that starts records what
         * dead workers have left under this name. Choose a folder that survives a restart of the process. {@code
         * reel4j-order-worker.journal} in the temporary folder by default.
         */
        public Builder spillFile(Path file) {
            spillFile = Objects.requireNonNull(file, "file");
            return this;
        }

        /**
         * Sets the interval of heartbeats, of which others miss 4 before they take over; for tests, which would take
         * long.
         */
        Builder heartbeat(Duration interval) {
            heartbeat = interval;
            return this;
        }

        /** Sets what happens at named points of a submission; for tests. */
        Builder crashPoints(CrashPoints points) {
            crashPoints = points;
            return this;
        }

        /**
         * Builds the worker, and starts it.
         *
         * @throws VideoException if the client's configuration does not allow orders, for example without an API key
         * @throws OrderQueueException if the database cannot be used, or its tables do not exist or have another
         *     version
         */
        public OrderWorker start() {
            WorkerOptions options = new WorkerOptions(
                    threads,
                    deliveryThreads,
                    handlerTimeout,
                    pollingInterval,
                    pollPolicy,
                    maxAttempts,
                    keepRequests,
                    account,
                    spillFile,
                    Optional.ofNullable(handler),
                    Optional.ofNullable(listener),
                    heartbeat,
                    crashPoints);
            return new OrderWorker(WorkerStarter.start(
                    () -> WorkerLifecycle.start(new Database(dataSource, tables), client, options)));
        }

        private static int positive(String what, int count) {
            if (count < 1) {
                throw new IllegalArgumentException("the number of " + what + " must be 1 or more, not " + count);
            }
            return count;
        }

        private static Duration positive(String what, Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("the " + what + " must be more than 0, not " + duration);
            }
            return duration;
        }
    }
}
