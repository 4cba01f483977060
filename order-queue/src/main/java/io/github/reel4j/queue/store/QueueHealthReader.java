package io.github.reel4j.queue.store;

import io.github.reel4j.queue.model.QueueHealth;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a summary of the queue from the database, for monitoring. Thread-safe. */
public final class QueueHealthReader {

    private final Database database;

    /** Creates a store in this database. */
    public QueueHealthReader(Database database) {
        this.database = database;
    }

    /** Returns the summary, from 4 short queries. */
    public QueueHealth read() throws SQLException {
        Map<QueuedOrderState, Long> counts = new EnumMap<>(QueuedOrderState.class);
        List<Duration> ages = new ArrayList<>();
        database.query("""
                select state, count(*) as orders,
                  extract(epoch from clock_timestamp() - min(enqueued_at)) as age
                from reel_order group by state
                """, row -> {
            QueuedOrderState state = QueuedOrderState.valueOf(row.getString("state"));
            counts.put(state, row.getLong("orders"));
            if (state == QueuedOrderState.QUEUED) {
                ages.add(Duration.ofMillis((long) (row.getDouble("age") * 1000)));
            }
            return state;
        });
        Map<String, Instant> paused = new HashMap<>();
        database.query(
                "select limit_key, paused_until from reel_rate_limit where paused_until > clock_timestamp()",
                row -> paused.put(
                        row.getString("limit_key"),
                        NullableColumns.instant(row, "paused_until").orElseThrow()));
        long failedDeliveries = database.first("""
                        select count(*) from reel_order
                        where state = 'READY' and delivered_at is null and delivery_attempts > 0
                        """, row -> row.getLong(1)).orElse(0L);
        return new QueueHealth(
                counts, ages.stream().findFirst(), paused, workers("<"), workers(">="), failedDeliveries);
    }

    private List<String> workers(String comparison) throws SQLException {
        return database.query(
                """
                select worker from reel_worker group by worker
                having max(seen_at) %s clock_timestamp() - interval '30 seconds'
                  and max(seen_at) > clock_timestamp() - interval '24 hours'
                order by worker
                """.formatted(comparison),
                row -> Optional.ofNullable(row.getString(1)).orElse(""));
    }
}
