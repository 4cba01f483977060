package io.github.reel4j.queue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Connections of a worker with the timeouts that it needs: without {@code socketTimeout} a statement waits for ever
 * when packets are lost without an error. The values for production are 10 seconds; these are shorter, to keep tests
 * short.
 */
final class WorkerPool {

    /** The application name of the worker's connections. */
    static final String NAME = "reel4j-worker";

    private static final String SETTINGS = "&connectTimeout=2&socketTimeout=2&loginTimeout=4&tcpKeepAlive=true"
            + "&prepareThreshold=0&ApplicationName=" + NAME;

    private WorkerPool() {}

    /** Opens a pool for a worker with this number of threads. */
    static HikariDataSource open(String url, int threads) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url + SETTINGS);
        config.setMaximumPoolSize(threads + 8);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(2_500);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** Waits for the first connection. On a busy machine it takes longer than the timeouts of the pool. */
    static void awaitDatabase(HikariDataSource pool) throws Exception {
        ProcessFixture.await(() -> {
            try (Connection connection = pool.getConnection()) {
                return connection.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        });
    }
}
