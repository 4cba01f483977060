package io.github.reel4j.queue.worker;

import com.github.kagkarlsson.scheduler.Clock;
import io.github.reel4j.queue.store.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of the database, so that workers whose own clocks differ agree. It reads the database every 30 seconds, and
 * advances with the monotonic clock of this machine in between. Thread-safe.
 */
public final class DatabaseClock implements Clock {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration MAX_AGE = Duration.ofSeconds(30);

    private final Database database;
    private volatile Reading reading;

    private record Reading(Instant time, long nanos) {
        Instant now() {
            return time.plusNanos(System.nanoTime() - nanos);
        }

        boolean isOld() {
            return System.nanoTime() - nanos > MAX_AGE.toNanos();
        }
    }

    /** Creates a clock, and reads the time of the database. */
    public DatabaseClock(Database database) throws SQLException {
        this.database = database;
        this.reading = read(database);
    }

    @Override
    public Instant now() {
        return reading.now();
    }

    /** Reads the time of the database again if the last reading is old. Keeps the old one if that fails. */
    public void synchronize() {
        if (reading.isOld()) {
            try {
                reading = read(database);
            } catch (SQLException e) {
                LOG.debug("the time of the database could not be read: {}", e.getSQLState());
            }
        }
    }

    private static Reading read(Database database) throws SQLException {
        long before = System.nanoTime();
        Instant time = database.first(
                        "select clock_timestamp()",
                        row -> row.getObject(1, OffsetDateTime.class).toInstant())
                .orElseThrow();
        long after = System.nanoTime();
        return new Reading(time, before + (after - before) / 2);
    }
}
