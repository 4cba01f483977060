package io.github.reel4j.queue;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VerifiedCallback;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.queue.model.OrderFilter;
import io.github.reel4j.queue.model.OrderPage;
import io.github.reel4j.queue.model.QueueHealth;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderLogEntry;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.queue.store.Database;
import io.github.reel4j.queue.store.OrderEventReader;
import io.github.reel4j.queue.store.OrderRow;
import io.github.reel4j.queue.store.OrderStore;
import io.github.reel4j.queue.store.OrderStore.NewOrder;
import io.github.reel4j.queue.store.QueueHealthReader;
import io.github.reel4j.queue.store.RequestCodec;
import io.github.reel4j.queue.store.SchemaInstaller;
import io.github.reel4j.queue.store.TableNames;
import io.github.reel4j.queue.store.TaskReferenceFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Places orders in a queue on PostgreSQL, finds them, and resolves those of unknown outcome. It sends nothing: {@link
 * OrderWorker workers} in any number of processes execute the orders. Thread-safe.
 *
 * <p>All methods throw {@link OrderQueueException} if the database cannot be used. An order key is 1 to 128 visible
 * characters, and names at most one order of the queue.
 */
public final class OrderQueue {

    private static final Duration WAIT_INTERVAL = Duration.ofMillis(500);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int MAX_PAGE = 1_000;

    private final Database database;
    private final OrderStore orders;
    private final OrderEventReader events;
    private final QueueHealthReader health;

    private OrderQueue(Database database) {
        this.database = database;
        this.orders = new OrderStore(database);
        this.events = new OrderEventReader(database);
        this.health = new QueueHealthReader(database);
    }

    /**
     * Returns the queue in this database, with tables that start with {@code reel_} in the schema of its connections.
     */
    public static OrderQueue on(DataSource dataSource) {
        return new OrderQueue(new Database(dataSource, TableNames.DEFAULT));
    }

    /**
     * Returns the queue in this database with other tables.
     *
     * @param schema the schema of the tables, 1 to 30 lower-case letters, digits and underscores
     * @param tablePrefix the prefix of the tables, of the same form
     * @throws IllegalArgumentException if a name has another form
     */
    public static OrderQueue on(DataSource dataSource, String schema, String tablePrefix) {
        return new OrderQueue(new Database(dataSource, new TableNames(Optional.of(schema), tablePrefix)));
    }

    /** Creates the tables of {@link #on(DataSource)}, unless they exist. */
    public static void createSchema(DataSource dataSource) {
        on(dataSource).createSchema();
    }

    /** Creates the tables of this queue, unless they exist. Several programs may call this at the same time. */
    public void createSchema() {
        run(() -> {
            SchemaInstaller.create(database);
            return true;
        });
    }

    /**
     * Checks that the tables of this queue exist and have the version of this program, as a worker does when it starts.
     *
     * @throws OrderQueueException if they do not, with what to do next
     */
    public void validateSchema() {
        run(() -> SchemaInstaller.problem(database)).ifPresent(problem -> {
            throw new OrderQueueException(problem);
        });
    }

    /**
     * Places an order in the transaction of {@code connection}, so that it exists if and only if the program's own rows
     * do. Nothing is sent before the transaction is committed, and nothing at all if it is rolled back.
     *
     * @param connection a connection to the database of this queue; it is neither committed nor closed
     * @return the order; the existing one if the key belongs to an order of the same request
     * @throws VideoException of kind {@link FailureKind#ORDER_KEY_CONFLICT} if the key belongs to an order of another
     *     request, of kind {@link FailureKind#INVALID_REQUEST} if the request has local files, the
     *     character NUL or unpaired surrogates
     */
    public QueuedOrder enqueue(Connection connection, OrderKey key, GenerationRequest request) {
        return enqueueAll(connection, Map.of(key, request)).get(0);
    }

    /**
     * Places an order in a transaction of its own; otherwise as
     * {@link #enqueue(Connection, OrderKey, GenerationRequest)}.
     */
    public QueuedOrder enqueue(OrderKey key, GenerationRequest request) {
        return run(() -> database.inTransaction(connection -> enqueue(connection, key, request)));
    }

    /**
     * Places many orders as {@link #enqueue(Connection, OrderKey, GenerationRequest)} does, with 2 statements. If it
     * throws, the program should roll back the transaction.
     *
     * @return the orders, sorted by their keys
     */
    public List<QueuedOrder> enqueueAll(Connection connection, Map<OrderKey, GenerationRequest> requests) {
        Map<String, NewOrder> added = new TreeMap<>(); // sorted, so that concurrent calls do not deadlock
        requests.forEach((key, request) -> added.put(key.value(), newOrder(key, request)));
        return run(() -> {
            orders.insert(connection, List.copyOf(added.values()));
            Map<String, OrderRow> stored = new HashMap<>();
            orders.findAll(connection, added.keySet())
                    .forEach(row -> stored.put(row.order().key().value(), row));
            List<QueuedOrder> result = new ArrayList<>();
            for (NewOrder order : added.values()) {
                OrderRow row = stored.get(order.key());
                if (row == null) {
                    throw new OrderQueueException("another transaction placed the order '" + order.key()
                            + "' at the same time, and this transaction cannot see it. Roll back and repeat your"
                            + " transaction. After the rollback, this call has placed nothing.");
                }
                if (!row.requestHash().equals(order.requestHash())) {
                    throw conflict(order.key());
                }
                result.add(row.order());
            }
            return result;
        });
    }

    private static NewOrder newOrder(OrderKey key, GenerationRequest request) {
        String stored = stored(request); // first: it refuses local files
        return new NewOrder(
                UUID.randomUUID(),
                key.value(),
                OrderKeyClaim.of(key, request).requestHash(),
                stored,
                request.operation().id());
    }

    private static String stored(GenerationRequest request) {
        try {
            return RequestCodec.format(request);
        } catch (IllegalArgumentException e) {
            throw new VideoException(VideoFailure.of(FailureKind.INVALID_REQUEST, String.valueOf(e.getMessage())));
        }
    }

    private static VideoException conflict(String key) {
        return new VideoException(VideoFailure.of(
                FailureKind.ORDER_KEY_CONFLICT,
                "the order key '" + key + "' was already used for a different request. Use a new key for a new request."
                        + " Nothing was sent, nothing was billed."));
    }

    /** Returns the order with this key; empty if there is none. */
    public Optional<QueuedOrder> find(OrderKey key) {
        return run(() -> orders.find(key.value())).map(OrderRow::order);
    }

    /** Returns what happened to the order with this key, the oldest event first; empty if there is no such order. */
    public List<QueuedOrderLogEntry> events(OrderKey key) {
        return run(() -> events.find(key.value()));
    }

    /**
     * Waits while the order is queued, being sent or running. Blocks, and reads the order twice per second.
     *
     * @return the order as it is then, or after {@code timeout}; empty if there is no such order
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<QueuedOrder> awaitResult(OrderKey key, Duration timeout) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            Optional<QueuedOrder> order = find(key);
            Duration left = timeout.minusNanos(System.nanoTime() - start);
            if (order.isEmpty() || !isInProgress(order.get()) || left.isNegative() || left.isZero()) {
                return order;
            }
            TimeUnit.NANOSECONDS.sleep(left.compareTo(WAIT_INTERVAL) < 0 ? left.toNanos() : WAIT_INTERVAL.toNanos());
        }
    }

    private static boolean isInProgress(QueuedOrder order) {
        QueuedOrderState state = order.state();
        return order.retried()
                || state == QueuedOrderState.QUEUED
                || state == QueuedOrderState.SUBMITTING
                || state == QueuedOrderState.RUNNING;
    }

    /**
     * Returns orders, the newest first.
     *
     * @param position the {@link OrderPage#next} of the page before; empty for the first page
     * @param limit the maximum number of orders, 1 to 1,000
     * @throws IllegalArgumentException if {@code limit} or {@code position} is invalid
     */
    public OrderPage list(OrderFilter filter, Optional<String> position, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page must have 1 to " + MAX_PAGE + " orders, not " + limit);
        }
        List<OrderRow> rows = run(() -> orders.list(filter, position.map(PagePosition::parse), limit + 1));
        boolean more = rows.size() > limit;
        List<QueuedOrder> page = rows.stream().limit(limit).map(OrderRow::order).toList();
        return new OrderPage(page, more ? Optional.of(PagePosition.after(page.get(limit - 1))) : Optional.empty());
    }

    /**
     * Returns the orders that need a person, the newest first: those of unknown outcome, which may be billed, and those
     * that are held. At most 1,000.
     */
    public List<QueuedOrder> unresolved() {
        return list(OrderFilter.inState(QueuedOrderState.UNKNOWN, QueuedOrderState.HELD), Optional.empty(), MAX_PAGE)
                .orders();
    }

    /**
     * Records that the vendor has accepted an order of unknown outcome. Workers then poll and deliver it.
     *
     * @param vendorTaskId the task id in the vendor's console
     * @param by who found this out, for people
     * @throws OrderQueueException if the order is not {@link QueuedOrderState#UNKNOWN}, or the task belongs to another
     *     order
     * @throws IllegalArgumentException if {@code vendorTaskId} is empty
     */
    public QueuedOrder resolveAccepted(OrderKey key, String vendorTaskId, String by) {
        OrderRow row = require(key, QueuedOrderState.UNKNOWN, "resolve");
        TaskRef task = TaskReferenceFactory.of(row, vendorTaskId);
        return changed(key, run(() -> {
            try {
                return orders.resolveAccepted(row.order().id(), task, by);
            } catch (SQLException e) {
                if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw new OrderQueueException(
                            "the task " + vendorTaskId + " belongs to another order of the queue. Nothing was changed."
                                    + " Look for the task of " + key + " in the vendor's console.",
                            e);
                }
                throw e;
            }
        }));
    }

    /**
     * Records that the vendor has not accepted an order of unknown outcome. It is then
     * {@link QueuedOrderState#REJECTED}, and {@link #retry} sends it again.
     *
     * @param by who found this out, for people
     * @throws OrderQueueException if the order is not {@link QueuedOrderState#UNKNOWN}
     */
    public QueuedOrder resolveNotAccepted(OrderKey key, String by) {
        OrderRow row = require(key, QueuedOrderState.UNKNOWN, "resolve");
        return changed(key, run(() -> orders.resolveNotAccepted(row.order().id(), by)));
    }

    /**
     * Lets workers send a rejected order again, as a new attempt. A request to cancel it no longer counts.
     *
     * @param by who decided this, for people
     * @throws OrderQueueException if the order is not {@link QueuedOrderState#REJECTED}
     */
    public QueuedOrder retry(OrderKey key, String by) {
        require(key, QueuedOrderState.REJECTED, "retry");
        return changed(key, run(() -> orders.requeue(key.value(), QueuedOrderState.REJECTED, by)));
    }

    /**
     * Returns a held order to the queue, so that a worker sends it. Call this only if the vendor's console shows no
     * task for it.
     *
     * @param by who has checked this, for people
     * @throws OrderQueueException if the order is not {@link QueuedOrderState#HELD}
     */
    public QueuedOrder release(OrderKey key, String by) {
        require(key, QueuedOrderState.HELD, "release");
        return changed(key, run(() -> orders.requeue(key.value(), QueuedOrderState.HELD, by)));
    }

    /**
     * Cancels an order. One that is not sent is {@link QueuedOrderState#CANCELLED} at once. For one that is sent, a
     * worker requests the cancellation at the vendor, if the vendor documents how; the order then ends as the vendor
     * decides.
     *
     * @param by who cancels, for people
     * @return the order after the call
     * @throws OrderQueueException if there is no such order, or it has ended or is of unknown outcome
     */
    public QueuedOrder cancel(OrderKey key, String by) {
        OrderRow row = require(key);
        if (row.order().times().cancelRequested().isPresent()
                && isInProgress(row.order())
                && !row.order().retried()) {
            return row.order();
        }
        return changed(key, run(() -> orders.cancel(key.value(), by)));
    }

    /**
     * Passes a vendor's callback to the workers: the task of the order is polled at once. If the outcome of the order
     * is unknown, a worker polls the task that the callback names, and resolves the order if the vendor knows it. Any
     * process may call this, and it calls no vendor.
     *
     * <p>The callback comes from {@link io.github.reel4j.CallbackReceiver}, whose {@code receive} passes verified
     * callbacks to a handler. Its client has the same {@code callbackUrl} and the same setting
     * {@code reel4j.callback-secret} as the workers' client.
     *
     * @return whether the queue has the order
     */
    public boolean onCallback(VerifiedCallback callback) {
        return run(() -> orders.onCallback(callback.order().value(), callback.vendorTaskId()));
    }

    /** Returns a summary for monitoring. */
    public QueueHealth health() {
        return run(health::read);
    }

    Database database() {
        return database;
    }

    private OrderRow require(OrderKey key) {
        return run(() -> orders.find(key.value()))
                .orElseThrow(() -> new OrderQueueException("the queue has no order with the key " + key
                        + ". Nothing was changed. OrderQueue.list, or reel queue list, shows the keys."));
    }

    private OrderRow require(OrderKey key, QueuedOrderState state, String action) {
        OrderRow row = require(key);
        if (row.order().state() != state) {
            throw new OrderQueueException(
                    "the order '" + key + "' is " + row.order().state() + ". '" + action + "' needs an order that is "
                            + state + ". Nothing was changed.");
        }
        return row;
    }

    private QueuedOrder changed(OrderKey key, int rows) {
        QueuedOrder order = require(key).order();
        if (rows == 0) {
            throw new OrderQueueException(
                    "the order " + key + " is " + order.state() + " now, so it was not changed. Look at it again.");
        }
        return order;
    }

    /** A call of the database. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws SQLException;
    }

    private static <T> T run(Call<T> call) {
        try {
            return call.run();
        } catch (SQLException e) {
            throw DatabaseFailures.of(e);
        }
    }
}
