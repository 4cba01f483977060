package io.github.reel4j.queue;

import java.sql.SQLException;

/** Converts failures of the database to exceptions whose messages say what to do next. Stateless. */
final class DatabaseFailures {

    private static final String UNDEFINED_TABLE = "42P01";
    private static final String UNDEFINED_FUNCTION = "42883";

    private static final String UNDEFINED_SCHEMA = "3F000";
    private static final String MISSING_PRIVILEGE = "42501";

    private DatabaseFailures() {}

    static OrderQueueException of(SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        if (state.equals(UNDEFINED_TABLE) || state.equals(UNDEFINED_FUNCTION) || state.equals(UNDEFINED_SCHEMA)) {
            return new OrderQueueException(
                    "the tables of the order queue do not exist in this database or schema. Create them once:"
                            + " OrderQueue.createSchema(dataSource), or run"
                            + " META-INF/reel4j/postgresql/V1__order_queue.sql with Flyway, Liquibase or psql.",
                    cause);
        }
        if (state.equals(MISSING_PRIVILEGE)) {
            return new OrderQueueException(
                    "the database role lacks a privilege (" + firstLine(cause)
                            + "). To create the tables it needs CREATE"
                            + " on their schema, and to use them SELECT, INSERT, UPDATE and DELETE. Nothing was"
                            + " changed.",
                    cause);
        }
        return new OrderQueueException(
                "the database of the order queue failed with SQL state " + state
                        + ". If the call was to change something, look at the order before repeating it.",
                cause);
    }

    /** Returns which table or schema the privilege is for, as the database names it. */
    private static String firstLine(SQLException cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
