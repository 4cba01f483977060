package io.github.reel4j.queue.store;

import io.github.reel4j.model.TaskRef;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Reads how long the tasks of other workers took. Thread-safe. */
public final class CompletionTimeReader {

    private final Database database;

    /** Creates a reader of this database. */
    public CompletionTimeReader(Database database) {
        this.database = database;
    }

    /**
     * A task that has succeeded.
     *
     * @param event the number of the event
     * @param after the age at the last poll that saw the task running
     * @param by the age at which the task was seen completed
     */
    public record ObservedDuration(long event, TaskRef task, Duration after, Duration by) {}

    /**
     * Returns the tasks that workers other than {@code worker} have seen to succeed after {@code event}, at most 1,000.
     */
    public List<ObservedDuration> since(long event, String worker) throws SQLException {
        return database.query(
                """
                select e.id, o.task, (e.data ->> 'after_ms')::bigint as after, (e.data ->> 'by_ms')::bigint as by
                from reel_order_event e join reel_order o on o.id = e.order_id
                where e.id > ? and e.kind = 'READY' and e.worker <> ?
                order by e.id desc limit 1000
                """,
                row -> new ObservedDuration(
                        row.getLong("id"),
                        TaskRef.parse(row.getString("task")),
                        Duration.ofMillis(row.getLong("after")),
                        Duration.ofMillis(row.getLong("by"))),
                event,
                worker);
    }
}
