package io.github.reel4j.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.store.SubmissionStore.Attempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An empty queue in a database of its own. */
final class QueueFixture implements AutoCloseable {

    final HikariDataSource database;
    final OrderQueue queue;

    QueueFixture() {
        try {
            database = PostgresServer.pool(PostgresServer.newDatabase(), 40);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        OrderQueue.createSchema(database);
        queue = OrderQueue.on(database);
    }

    static GenerationRequest request(String prompt) {
        return TextToVideoRequest.builder().prompt(prompt).build();
    }

    /** Places an order with this key, whose prompt is the key. */
    QueuedOrder place(String key) {
        return queue.enqueue(OrderKey.of(key), request(key));
    }

    QueuedOrder order(String key) {
        return queue.find(OrderKey.of(key)).orElseThrow();
    }

    void execute(String sql) {
        execute(List.of(sql));
    }

    /** Runs statements on one connection. */
    void execute(List<String> statements) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Runs a statement without the triggers, to produce states that the program cannot reach at once. */
    void executeUnchecked(String sql) {
        execute(List.of("set session_replication_role = replica", sql, "set session_replication_role = origin"));
    }

    /** Returns the first column of a query. */
    List<String> texts(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> result = new ArrayList<>();
            while (rows.next()) {
                result.add(String.valueOf(rows.getString(1)));
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Returns the kinds of an order's events, the oldest first. */
    List<String> events(String key) {
        return texts("select kind from reel_order_event where order_id = '"
                + order(key).id() + "' order by id");
    }

    /** Returns a new attempt of the order that {@link #place} has placed, without a price. */
    static Attempt attempt(String key) {
        return attempt(key, "pixazo/default", new OrderIntent.ExpectedPrice(Optional.empty(), Optional.empty()));
    }

    /** Returns a new attempt of the order that {@link #place} has placed. */
    static Attempt attempt(String key, String limitKey, Money price) {
        return attempt(key, limitKey, new OrderIntent.ExpectedPrice(Optional.of(price), Optional.of(price)));
    }

    private static Attempt attempt(String key, String limitKey, OrderIntent.ExpectedPrice price) {
        return new Attempt(
                new OrderIntent(
                        new OrderId(UUID.randomUUID()),
                        ProviderId.of(limitKey.substring(0, limitKey.indexOf('/'))),
                        request(key).operation(),
                        "wan",
                        "f00d",
                        price,
                        Optional.of(OrderKeyClaim.of(OrderKey.of(key), request(key)))),
                limitKey,
                "test-worker",
                Instant.now().plusSeconds(3600));
    }

    @Override
    public void close() {
        database.close();
    }
}
