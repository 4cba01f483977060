package io.github.reel4j.queue.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Creates and checks the tables of a queue. Stateless. */
public final class SchemaInstaller {

    /** The version of the tables that this version of the module uses. */
    public static final int VERSION = 1;

    private static final String FILE = "/META-INF/reel4j/postgresql/V1__order_queue.sql";

    private SchemaInstaller() {}

    /** Creates the tables in one transaction, unless they exist. Concurrent calls wait for each other. */
    public static void create(Database database) throws SQLException {
        database.inTransaction(connection -> {
            // A lock of the transaction, so that 2 programs that start together do not both create the tables.
            database.query(connection, "select pg_advisory_xact_lock(7250171803415226)", row -> true);
            try (Statement statement = connection.createStatement()) {
                Optional<String> schema = database.names().schema();
                if (schema.isPresent() && !exists(database, connection, schema.get())) {
                    statement.execute("create schema " + schema.get());
                }
                if (installed(database, connection).isEmpty()) {
                    statement.execute(database.names().in(script()));
                }
            }
            return true;
        });
    }

    /**
     * Returns why the tables cannot be used; empty if they can. Only version {@value #VERSION} of the tables can.
     */
    public static Optional<String> problem(Database database) throws SQLException {
        if (database.withConnection(connection -> installed(database, connection))
                .isEmpty()) {
            return Optional.of("the database has no table " + database.names().in("reel_queue_info")
                    + ". Create the tables once: OrderQueue.createSchema(dataSource), or run"
                    + " META-INF/reel4j/postgresql/V1__order_queue.sql with Flyway, Liquibase or psql.");
        }
        int version = database.first("select schema_version from reel_queue_info", row -> row.getInt(1))
                .orElse(0);
        if (version == VERSION) {
            return isolationProblem(database);
        }
        return Optional.of("the tables of the order queue have version " + version + ", but this program uses version "
                + VERSION + ". Update the program, or the tables as docs/order-queue.md describes.");
    }

    /** With other levels a statement does not see what others have committed while it waited for a lock. */
    private static Optional<String> isolationProblem(Database database) throws SQLException {
        String isolation = database.first("show transaction_isolation", row -> row.getString(1))
                .orElse("unknown");
        return isolation.equals("read committed")
                ? Optional.empty()
                : Optional.of("the connections of the data source have the isolation level '" + isolation
                        + "', but a worker needs 'read committed', the default of PostgreSQL. Give the worker a data"
                        + " source with this level.");
    }

    /** "create schema if not exists" needs the privilege to create schemas, even if the schema exists. */
    private static boolean exists(Database database, Connection connection, String schema) throws SQLException {
        return database.query(connection, "select to_regnamespace(?) is not null", row -> row.getBoolean(1), schema)
                .contains(true);
    }

    private static Optional<String> installed(Database database, Connection connection) throws SQLException {
        return database
                .query(
                        connection,
                        "select to_regclass(?)::text",
                        row -> Optional.ofNullable(row.getString(1)),
                        database.names().in("reel_queue_info"))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String script() {
        try (InputStream file = SchemaInstaller.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the jar of reel4j-order-queue lacks " + FILE);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
