package io.github.reel4j.queue.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores the rate limits that all workers share. Thread-safe. */
public final class RateLimitStore {

    private final Database database;

    /** Creates a store in this database. */
    public RateLimitStore(Database database) {
        this.database = database;
    }

    /**
     * The limits of one account at one vendor.
     *
     * @param callInterval the mean time between 2 calls; zero for no limit
     * @param burst how many calls may be sent at once, 1 or more
     * @param maxTasks how many tasks may run at once; empty for no limit
     */
    public record Limits(String limitKey, Duration callInterval, int burst, Optional<Integer> maxTasks) {}

    /**
     * What was granted.
     *
     * @param calls calls for polls
     * @param tasks calls for orders, each with a task slot
     * @param retryAfter the time until the next call is available; zero if the rate is not the reason
     * @param freeTasks the free task slots before this grant; empty if they are not limited
     * @param grantedAt by the clock of the database
     */
    public record Grant(int calls, int tasks, Duration retryAfter, Optional<Integer> freeTasks, Instant grantedAt) {}

    /** Creates or updates limits. */
    public void configure(Limits limits) throws SQLException {
        database.update(
                """
                insert into reel_rate_limit (limit_key, call_interval, burst, max_tasks)
                values (?, ? * interval '1 microsecond', ?, ?::int)
                on conflict (limit_key) do update
                  set call_interval = excluded.call_interval, burst = excluded.burst, max_tasks = excluded.max_tasks
                """,
                limits.limitKey(),
                limits.callInterval().toNanos() / 1000,
                limits.burst(),
                limits.maxTasks().orElse(null));
    }

    /** Requests permits for polls and orders of a worker that has {@code reserved} unused task slots. */
    public Grant acquire(String limitKey, String worker, int calls, int tasks, int reserved) throws SQLException {
        return database.first(
                        """
                        select granted_calls, granted_tasks, extract(epoch from retry_after) as wait,
                          free_tasks, granted_at
                        from reel_acquire_permits(?, ?, ?, ?, ?)
                        """,
                        row -> new Grant(
                                row.getInt("granted_calls"),
                                row.getInt("granted_tasks"),
                                Duration.ofMillis((long) Math.ceil(row.getDouble("wait") * 1000)),
                                Optional.ofNullable(row.getObject("free_tasks", Integer.class)),
                                NullableColumns.instant(row, "granted_at").orElseThrow()),
                        limitKey,
                        worker,
                        calls,
                        tasks,
                        reserved)
                .orElseThrow();
    }

    /** Pauses all calls of the account, because the vendor demands it. */
    public void pause(String limitKey, Duration pause) throws SQLException {
        database.update("""
                update reel_rate_limit
                set paused_until = greatest(paused_until, clock_timestamp() + ? * interval '1 millisecond')
                where limit_key = ?
                """, pause.toMillis(), limitKey);
    }

    /** Returns the number of tasks that run, or may run, in the account. */
    public long openTasks(String limitKey) throws SQLException {
        return database.first(
                        "select count(*) from reel_order where limit_key = ? and state in ('SUBMITTING', 'RUNNING')",
                        row -> row.getLong(1),
                        limitKey)
                .orElse(0L);
    }

    /** Records that the order, whose step runs, waits for a permit of this provider. */
    public void waitForPermit(UUID order, String provider) throws SQLException {
        database.update(
                "update reel_execution set waits_for = ? where task_name = 'reel-order' and task_instance = ?",
                provider,
                order.toString());
    }

    /**
     * Makes orders due that wait for a permit of this provider, the oldest first. They are those that are not due for
     * more than a day: no other wait is that long.
     *
     * @param count the number of permits
     */
    public int wakeWaitingOrders(String provider, int count) throws SQLException {
        return database.update("""
                update reel_execution e set execution_time = clock_timestamp(), waits_for = null
                from (select task_name, task_instance from reel_execution
                      where not picked and waits_for = ? and execution_time > clock_timestamp() + interval '1 day'
                      order by execution_time limit ? for update skip locked) w
                where e.task_name = w.task_name and e.task_instance = w.task_instance
                """, provider, count);
    }

    /** Tells the other workers that this one lives, also if it uses no rate limit. */
    public void heartbeat(String worker) throws SQLException {
        database.update("""
                insert into reel_worker (worker, limit_key, reserved_tasks, seen_at)
                values (?, '', 0, clock_timestamp())
                on conflict (worker, limit_key) do update set seen_at = excluded.seen_at
                """, worker);
    }

    /** Removes a worker that stops, and workers that have not been seen for a day. */
    public void removeWorker(@Nullable String worker) throws SQLException {
        database.update(
                "delete from reel_worker where worker = ? or seen_at < clock_timestamp() - interval '24 hours'",
                worker);
    }
}
