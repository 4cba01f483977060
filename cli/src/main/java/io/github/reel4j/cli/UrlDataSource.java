package io.github.reel4j.cli;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens connections with the PostgreSQL driver. Its failures are CLI failures that never contain the password, so the
 * messages of the driver are not shown.
 */
final class UrlDataSource implements DataSource {

    /** The driver logs URLs that it cannot parse, with the password. The field keeps the level from being lost. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

    private final DatabaseUrl url;
    private final Properties properties = new Properties();

    UrlDataSource(DatabaseUrl url, Optional<String> user, Optional<String> password) {
        this.url = url;
        DRIVER_LOG.setLevel(Level.OFF);
        // Parameters of the URL replace these.
        user.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(value -> properties.setProperty("password", value));
        properties.setProperty("ApplicationName", "reel");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("prepareThreshold", "0"); // works through PgBouncer in transaction mode
    }

    @Override
    public Connection getConnection() {
        try {
            DriverManager.getDriver(url.value());
        } catch (SQLException e) {
            throw new CliException(ExitCodes.USAGE, noDriver());
        }
        try {
            return DriverManager.getConnection(url.value(), properties);
        } catch (SQLException e) {
            throw new CliException(ExitCodes.OTHER, "DATABASE  " + problem(String.valueOf(e.getSQLState())));
        }
    }

    private String noDriver() {
        boolean present = DriverManager.drivers()
                .anyMatch(driver -> driver.getClass().getName().startsWith("org.postgresql."));
        return present
                ? "USAGE  the PostgreSQL driver cannot parse the URL " + url
                        + ". Allowed: jdbc:postgresql://HOST:PORT/DATABASE."
                : "DATABASE  the PostgreSQL driver is not on the class path. Add org.postgresql:postgresql.";
    }

    private String problem(String state) {
        return switch (state) {
            case "28P01", "28000" ->
                "the database " + url + " rejected the user or the password. Set them in the URL, or in PGUSER and"
                        + " PGPASSWORD.";
            case "3D000" -> "the server has no such database: " + url + ". Check --db or REEL4J_DB_URL.";
            case "08001", "08004", "08006" ->
                "there is no connection to the database " + url + " (SQL state " + state
                        + "). Check the host, the port and that the server runs and accepts TCP connections.";
            case "53300" -> "the database " + url + " has no free connection (SQL state 53300). Try again later.";
            default -> "the database " + url + " cannot be used (SQL state " + state + ").";
        };
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException("the user is part of the URL");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return DRIVER_LOG;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
