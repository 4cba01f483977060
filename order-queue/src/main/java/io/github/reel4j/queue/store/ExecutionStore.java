package io.github.reel4j.queue.store;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Reschedules or removes an execution in a db-scheduler table when its step has ended. If {@code wake} was set during
 * the step, the next step is due at once. The request and the end of the step change the same row, so none is lost.
 * Thread-safe.
 */
public final class ExecutionStore {

    private final Database database;
    private final String reschedule;
    private final String remove;

    /** @param table {@code reel_execution} or {@code reel_delivery} */
    public ExecutionStore(Database database, String table) {
        this.database = database;
        this.reschedule = """
                update %s
                set picked = false, picked_by = null, last_heartbeat = null, last_success = clock_timestamp(),
                    consecutive_failures = 0, version = version + 1, wake = false,
                    execution_time = clock_timestamp() + case when wake then 0 else ? end * interval '1 millisecond'
                where task_name = ? and task_instance = ? and version = ?
                """.formatted(table);
        this.remove = "delete from %s where task_name = ? and task_instance = ? and version = ? and not wake"
                .formatted(table);
    }

    /**
     * Ends a step, and makes the next one due after {@code delay}.
     *
     * @param version of the execution when it was picked
     * @return whether the execution still belonged to this worker
     */
    public boolean reschedule(String task, String instance, long version, Duration delay) throws SQLException {
        return database.update(reschedule, delay.toMillis(), task, instance, version) == 1;
    }

    /** Ends the last step, unless another one was requested meanwhile. */
    public void remove(String task, String instance, long version) throws SQLException {
        if (database.update(remove, task, instance, version) == 0) {
            var unused = reschedule(task, instance, version, Duration.ZERO);
        }
    }
}
