package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.queue.store.Database;
import io.github.reel4j.queue.store.TableNames;
import java.sql.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A connection that hangs must not stop a worker for ever: the queue limits each wait for the server. */
class NetworkTimeoutTest {

    private static String url;
    private static HikariDataSource unlimited;

    @BeforeAll
    static void createDatabase() throws Exception {
        url = PostgresServer.newDatabase();
        unlimited = PostgresServer.pool(url, 2);
    }

    @AfterAll
    static void close() {
        unlimited.close();
    }

    private static Database in(HikariDataSource pool) {
        return new Database(pool, TableNames.DEFAULT);
    }

    @Test
    @Tag("fault-240")
    void a_statement_waits_at_most_thirty_seconds() throws Exception {
        assertThat(in(unlimited).<Integer>withConnection(Connection::getNetworkTimeout))
                .isEqualTo(30_000);
    }

    @Test
    @Tag("fault-240")
    void a_transaction_waits_at_most_thirty_seconds() throws Exception {
        assertThat(in(unlimited).<Integer>inTransaction(Connection::getNetworkTimeout))
                .isEqualTo(30_000);
    }

    @Test
    void a_timeout_of_the_program_is_kept() throws Exception {
        try (HikariDataSource pool = PostgresServer.pool(url + "&socketTimeout=7", 2)) {
            assertThat(in(pool).<Integer>withConnection(Connection::getNetworkTimeout))
                    .isEqualTo(7_000);
        }
    }
}
