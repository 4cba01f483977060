package io.github.reel4j.queue.store;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.queue.model.OrderFilter;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores, finds and lists orders, and applies the decisions of operators to them. Thread-safe. */
public final class OrderStore {

    /** The name of the db-scheduler task that executes orders. Its instance is the id of the order. */
    public static final String ORDER_TASK = "reel-order";

    /** The name of the db-scheduler task that delivers finished orders. */
    public static final String DELIVERY_TASK = "reel-delivery";

    private static final String INSERT = """
            with placed as (
              insert into reel_order (id, order_key, request_hash, request, operation, state)
              select u.id::uuid, u.order_key, u.request_hash, u.request::jsonb, u.operation, 'QUEUED'
              from unnest(?, ?, ?, ?, ?) as u (id, order_key, request_hash, request, operation)
              on conflict (order_key) do nothing
              returning id),
            events as (
              insert into reel_order_event (order_id, kind, attempt) select id, 'QUEUED', 0 from placed)
            insert into reel_execution (task_name, task_instance, execution_time, picked, version, priority)
            select 'reel-order', id::text, clock_timestamp(), false, 1, 0 from placed
            """;

    private static final String SCHEDULE_NOW = """
            insert into reel_execution (task_name, task_instance, execution_time, picked, version, priority)
            select 'reel-order', id::text, clock_timestamp(), false, 1, 1000 from changed
            on conflict (task_name, task_instance) do update
              set execution_time = case when reel_execution.picked then reel_execution.execution_time
                    else excluded.execution_time end,
                  wake = reel_execution.picked
            """;

    private final Database database;

    /** Creates a store in this database. */
    public OrderStore(Database database) {
        this.database = database;
    }

    /** An order to store. */
    public record NewOrder(UUID id, String key, String requestHash, String request, String operation) {}

    /** Stores those of {@code orders} whose key is free, in the transaction of {@code connection}. */
    public void insert(Connection connection, List<NewOrder> orders) throws SQLException {
        database.update(
                connection,
                INSERT,
                column(orders.stream().map(order -> order.id().toString())),
                column(orders.stream().map(NewOrder::key)),
                column(orders.stream().map(NewOrder::requestHash)),
                column(orders.stream().map(NewOrder::request)),
                column(orders.stream().map(NewOrder::operation)));
    }

    private static Object column(Stream<String> values) {
        return values.toArray(String[]::new);
    }

    /** Returns the orders with these keys, in any order. */
    public List<OrderRow> findAll(Connection connection, Collection<String> keys) throws SQLException {
        return database.query(
                connection,
                "select" + OrderRow.COLUMNS + "from reel_order where order_key = any (?)",
                OrderRow::read,
                (Object) keys.toArray(String[]::new));
    }

    /** Returns the order with this key. */
    public Optional<OrderRow> find(String key) throws SQLException {
        return database.first("select" + OrderRow.COLUMNS + "from reel_order where order_key = ?", OrderRow::read, key);
    }

    /** Returns the order with this id. */
    public Optional<OrderRow> find(UUID id) throws SQLException {
        return database.first("select" + OrderRow.COLUMNS + "from reel_order where id = ?", OrderRow::read, id);
    }

    /**
     * Returns orders that {@code filter} selects, the newest first.
     *
     * @param before only orders that were stored before this one
     */
    public List<OrderRow> list(OrderFilter filter, Optional<Position> before, int limit) throws SQLException {
        StringBuilder sql = new StringBuilder("select" + OrderRow.COLUMNS + "from reel_order where true");
        List<@Nullable Object> parameters = new ArrayList<>();
        if (!filter.states().isEmpty()) {
            sql.append(" and state = any (?)");
            parameters.add(filter.states().stream().map(QueuedOrderState::name).toArray(String[]::new));
        }
        if (filter.provider().isPresent()) {
            sql.append(" and provider = ?");
            parameters.add(filter.provider().get());
        }
        if (filter.undelivered()) {
            sql.append(" and state = 'READY' and delivered_at is null");
        }
        if (before.isPresent()) {
            sql.append(" and (enqueued_at, id) < (?, ?)");
            parameters.add(before.get().enqueuedAt());
            parameters.add(before.get().id());
        }
        sql.append(" order by enqueued_at desc, id desc limit ?");
        parameters.add(limit);
        return database.query(sql.toString(), OrderRow::read, parameters.toArray());
    }

    /** The position of an order in a list. */
    public record Position(Instant enqueuedAt, UUID id) {}

    /**
     * Cancels an order that is not sent, or requests it for one that is.
     *
     * @return the number of changed orders
     */
    public int cancel(String key, String by) throws SQLException {
        return database.update("""
                with changed as (
                  update reel_order
                  set state = case when state in ('QUEUED', 'REJECTED', 'HELD') then 'CANCELLED' else state end,
                      request = case when state in ('QUEUED', 'REJECTED', 'HELD') then null else request end,
                      ended_at = case when state in ('QUEUED', 'REJECTED', 'HELD') then clock_timestamp() end,
                      cancel_requested_at = clock_timestamp(), resolved_by = ?, resolved_at = clock_timestamp()
                  where order_key = ? and state in ('QUEUED', 'REJECTED', 'HELD', 'SUBMITTING', 'RUNNING')
                    and (cancel_requested_at is null or state in ('QUEUED', 'REJECTED', 'HELD'))
                  returning id, state, attempt),
                events as (
                  insert into reel_order_event (order_id, kind, attempt)
                  select id, case when state = 'CANCELLED' then state else 'CANCEL_REQUESTED' end, attempt from changed)
                """ + SCHEDULE_NOW, by, key);
    }

    /** Cancels a rejected order whose cancellation was requested while it was sent. */
    public int cancelUnsent(UUID id, String worker) throws SQLException {
        return database.update("""
                with changed as (
                  update reel_order set state = 'CANCELLED', request = null, ended_at = clock_timestamp()
                  where id = ? and state in ('QUEUED', 'REJECTED') and cancel_requested_at is not null
                  returning id, attempt)
                insert into reel_order_event (order_id, kind, attempt, worker)
                select id, 'CANCELLED', attempt, ? from changed
                """, id, worker);
    }

    /** Sends a rejected order again, or a held one after a person has checked that it was never sent. */
    public int requeue(String key, QueuedOrderState from, String by) throws SQLException {
        String change = from == QueuedOrderState.HELD ? "state = 'QUEUED', resolved_by = ?," : "resolved_by = ?,";
        return database.update("""
                with changed as (
                  update reel_order
                  set %s resolved_at = clock_timestamp(), provider_index = 0, provider_attempts = 0,
                      cancel_requested_at = null, retryable = state = 'REJECTED'
                  where order_key = ? and state = ? and request is not null
                  returning id, attempt),
                events as (
                  insert into reel_order_event (order_id, kind, attempt, data)
                  select id, 'REQUEUED', attempt, jsonb_build_object('by', ?::text) from changed)
                """.formatted(change) + SCHEDULE_NOW, by, key, from.name(), by);
    }

    /** Records that an order of unknown outcome has this task, so that workers poll it. */
    public int resolveAccepted(UUID id, TaskRef task, String by) throws SQLException {
        return database.update("""
                with changed as (
                  update reel_order
                  set state = 'RUNNING', task = ?, task_key = ?, request = null, accepted_at = clock_timestamp(),
                      resolved_by = ?, resolved_at = clock_timestamp(), failure_kind = null, failure_message = null
                  where id = ? and state = 'UNKNOWN'
                  returning id, attempt),
                events as (
                  insert into reel_order_event (order_id, kind, attempt, data)
                  select id, 'RESOLVED_ACCEPTED', attempt, jsonb_build_object('by', ?::text) from changed)
                """ + SCHEDULE_NOW, task.toString(), TaskReferenceFactory.key(task), by, id, by);
    }

    /** Records that the vendor did not accept an order of unknown outcome. It is not sent again by itself. */
    public int resolveNotAccepted(UUID id, String by) throws SQLException {
        return database.update("""
                with changed as (
                  update reel_order
                  set state = 'REJECTED', resolved_by = ?, resolved_at = clock_timestamp(), callback_task_id = null,
                      retryable = false
                  where id = ? and state = 'UNKNOWN'
                  returning id, attempt)
                insert into reel_order_event (order_id, kind, attempt, data)
                select id, 'RESOLVED_NOT_ACCEPTED', attempt, jsonb_build_object('by', ?::text) from changed
                """, by, id, by);
    }

    /**
     * Lets a worker look at the order of this attempt now.
     *
     * @param vendorTaskId the task that a callback named; a worker verifies it if the outcome of the order is unknown
     * @return whether there is such an order
     */
    public boolean onCallback(UUID token, Optional<String> vendorTaskId) throws SQLException {
        String sql = """
                with called as (
                  select id, state from reel_order where submit_token = ?),
                claimed as (
                  update reel_order o
                  set callback_task_id = ?::text,
                      state = case when o.state = 'REJECTED' then 'UNKNOWN' else o.state end,
                      retryable = false
                  from called c
                  where o.id = c.id and o.state in ('SUBMITTING', 'UNKNOWN', 'REJECTED') and ?::text is not null),
                changed as (
                  select id from called where state in ('SUBMITTING', 'RUNNING', 'UNKNOWN', 'REJECTED')),
                scheduled as (
                %s)
                select 1 from called
                """.formatted(SCHEDULE_NOW);
        return database.first(sql, row -> true, token, vendorTaskId.orElse(null), vendorTaskId.orElse(null))
                .isPresent();
    }
}
