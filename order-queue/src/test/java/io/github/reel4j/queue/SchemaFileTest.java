package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The SQL file creates the same tables by all documented ways. */
class SchemaFileTest {

    /** Columns, constraints, indexes, functions and triggers. The history of Flyway is not one of them. */
    private static final String SCHEMA = """
            select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' '
                || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as line
              from pg_attribute a join pg_class c on c.oid = a.attrelid
              left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
              where c.relname like 'reel%' and c.relkind = 'r' and a.attnum > 0
            union all select relname || ' ' || coalesce(reloptions::text, '') from pg_class
              where relname like 'reel%' and relkind = 'r'
            union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
              where conrelid::regclass::text like 'reel%'
            union all select indexdef from pg_indexes where tablename like 'reel%'
            union all select pg_get_functiondef(oid) from pg_proc where proname like 'reel%'
            union all select pg_get_triggerdef(oid) from pg_trigger where tgname like 'reel%'
            order by 1
            """;

    private static List<String> schema(HikariDataSource database) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SCHEMA)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString("line"));
            }
            return lines;
        }
    }

    private static HikariDataSource newDatabase() throws Exception {
        return PostgresServer.pool(PostgresServer.newDatabase(), 4);
    }

    private static List<String> createdByTheProgram() throws Exception {
        try (HikariDataSource database = newDatabase()) {
            OrderQueue.createSchema(database);
            return schema(database);
        }
    }

    @Test
    void flyway_creates_the_same_tables() throws Exception {
        try (HikariDataSource database = newDatabase()) {
            Flyway flyway = Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:META-INF/reel4j/postgresql")
                    .load();
            assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
            assertThat(flyway.migrate().migrationsExecuted).isZero();
            assertThat(schema(database)).hasSizeGreaterThan(60).isEqualTo(createdByTheProgram());

            OrderQueue.createSchema(database); // finds the tables of Flyway
            assertThat(OrderQueue.on(database)
                            .enqueue(OrderKey.of("k"), QueueFixture.request("a kitten"))
                            .state())
                    .isEqualTo(QueuedOrderState.QUEUED);
        }
    }

    /** As Liquibase does without splitting statements, and psql. */
    @Test
    void the_file_as_one_statement_creates_the_same_tables() throws Exception {
        try (HikariDataSource database = newDatabase();
                InputStream file = Objects.requireNonNull(
                        OrderQueue.class.getResourceAsStream("/META-INF/reel4j/postgresql/V1__order_queue.sql"))) {
            String sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
            assertThat(schema(database)).isEqualTo(createdByTheProgram());
        }
    }
}
