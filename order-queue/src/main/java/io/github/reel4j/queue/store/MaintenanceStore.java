package io.github.reel4j.queue.store;

import java.sql.SQLException;
import java.util.Optional;

/** Repairs what dead workers and lost transactions leave behind. Thread-safe. */
public final class MaintenanceStore {

    private final Database database;

    /** Creates a store in this database. */
    public MaintenanceStore(Database database) {
        this.database = database;
    }

    /**
     * Holds all orders that are not sent yet if the database has another history than before: a standby was promoted or
     * a backup restored, so the records of recent attempts may be lost.
     *
     * @return the number of held orders
     */
    public int holdAfterServerChange() throws SQLException {
        Optional<Boolean> same = database.first(
                "select server_identity = reel_server_identity() from reel_queue_info", row -> row.getBoolean(1));
        if (same.orElse(true)) {
            return 0;
        }
        return database.inTransaction(connection -> {
            boolean changed = database
                    .query(
                            connection,
                            "select server_identity = reel_server_identity() from reel_queue_info for update",
                            row -> row.getBoolean(1))
                    .stream()
                    .anyMatch(equal -> !equal);
            if (!changed) {
                return 0;
            }
            int held = database.update(connection, """
                    with changed as (
                      update reel_order o set state = 'HELD'
                      where state = 'QUEUED' or (state = 'REJECTED' and retryable)
                      returning id, attempt)
                    insert into reel_order_event (order_id, kind, attempt) select id, 'HELD', attempt from changed
                    """);
            database.update(connection, "update reel_queue_info set server_identity = reel_server_identity()");
            return held;
        });
    }

    /** Schedules orders whose execution is missing, for example because a standby was promoted. */
    public int scheduleMissing() throws SQLException {
        return database.update("""
                insert into reel_execution (task_name, task_instance, execution_time, picked, version, priority)
                select 'reel-order', o.id::text, clock_timestamp(), false, 1,
                  case o.state when 'QUEUED' then 0 else 1000 end
                from reel_order o
                where (o.state in ('QUEUED', 'SUBMITTING', 'RUNNING') or (o.state = 'REJECTED' and o.retryable))
                  and o.enqueued_at < clock_timestamp() - interval '30 seconds'
                  and not exists (
                    select from reel_execution e
                    where e.task_name = 'reel-order' and e.task_instance = o.id::text)
                limit 1000
                on conflict (task_name, task_instance) do nothing
                """);
    }
}
