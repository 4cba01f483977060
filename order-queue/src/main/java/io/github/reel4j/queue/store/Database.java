package io.github.reel4j.queue.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements of one queue. A statement that gets no connection runs in a transaction of its own. Thread-safe.
 */
public final class Database {

    private static final int NETWORK_TIMEOUT_MILLIS = 30_000;

    private final DataSource dataSource;
    private final TableNames names;
    private final Map<String, String> named = new ConcurrentHashMap<>(); // all statements are constants

    /** Creates a database access that takes one connection for each call. */
    public Database(DataSource dataSource, TableNames names) {
        this.dataSource = dataSource;
        this.names = names;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Uses a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Returns the names of the tables. */
    public TableNames names() {
        return names;
    }

    /** Returns the source of connections. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Runs {@code work} on a connection that commits each statement. */
    public <T> T withConnection(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            limitWait(connection);
            return work.run(connection);
        }
    }

    /** A connection that hangs must not stop a worker. Pools and drivers that cannot do this are used as they are. */
    private static void limitWait(Connection connection) throws SQLException {
        try {
            if (connection.getNetworkTimeout() == 0) {
                connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
            }
        } catch (SQLFeatureNotSupportedException | AbstractMethodError e) {
            return;
        }
    }

    /** Runs {@code work} in one transaction, which is rolled back if it throws. */
    public <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            limitWait(connection);
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = work.run(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }

    /** Returns all rows of a query. */
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        return withConnection(connection -> query(connection, sql, reader, parameters));
    }

    /** Returns the first row of a query. */
    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        return query(sql, reader, parameters).stream().findFirst();
    }

    /** Returns all rows of a query on {@code connection}. */
    public <T> List<T> query(Connection connection, String sql, RowReader<T> reader, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(named(sql))) {
            bind(connection, statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        }
    }

    /** Runs a statement, and returns the number of changed rows. */
    public int update(String sql, @Nullable Object... parameters) throws SQLException {
        return withConnection(connection -> update(connection, sql, parameters));
    }

    /** Runs a statement on {@code connection}, and returns the number of changed rows. */
    public int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(named(sql))) {
            bind(connection, statement, parameters);
            return statement.executeUpdate();
        }
    }

    private String named(String sql) {
        return named.computeIfAbsent(sql, names::in);
    }

    private static void bind(Connection connection, PreparedStatement statement, @Nullable Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value == null) {
                statement.setNull(i + 1, Types.NULL);
            } else if (value instanceof Instant instant) {
                statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
            } else if (value instanceof String[] texts) {
                statement.setArray(i + 1, connection.createArrayOf("text", texts));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
