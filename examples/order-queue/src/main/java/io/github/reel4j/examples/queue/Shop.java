package io.github.reel4j.examples.queue;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.queue.OrderQueue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** A shop that stores its invoices and the orders of their videos in the same transactions. */
final class Shop {

    private static final int BATCH = 10;
    private static final String PROMPT = "A postcard for ";

    private final DataSource database;
    private final OrderQueue queue;

    Shop(DataSource database) {
        this.database = database;
        this.queue = OrderQueue.on(database);
    }

    void createTable() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table invoice (invoice_key text primary key, video_bytes bigint)");
        }
    }

    /** Places orders in transactions of 10. After each transaction, one more is rolled back: it must order nothing. */
    void placeOrders(int count) {
        try {
            for (int first = 1; first <= count; first += BATCH) {
                place("invoice-", first, Math.min(count, first + BATCH - 1), true);
                place("abandoned-", first, first, false);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the shop cannot use its database", e);
        }
    }

    private void place(String prefix, int first, int last, boolean commit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into invoice (invoice_key) values (?)")) {
            connection.setAutoCommit(false);
            Map<OrderKey, GenerationRequest> orders = new HashMap<>();
            for (int number = first; number <= last; number++) {
                String key = prefix + number;
                insert.setString(1, key);
                insert.addBatch();
                orders.put(
                        OrderKey.of(key),
                        TextToVideoRequest.builder().prompt(PROMPT + key).build());
            }
            insert.executeBatch();
            queue.enqueueAll(connection, orders);
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }

    /** Returns the key of the invoice that a prompt is for. */
    static String invoiceOf(String prompt) {
        return prompt.substring(PROMPT.length());
    }

    /** Returns the keys of all invoices. */
    Set<String> invoices() throws SQLException {
        Set<String> keys = new HashSet<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select invoice_key from invoice")) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }

    /** Returns whether each invoice has its video, or its order waits for a person. */
    boolean isComplete() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select count(*) from invoice i join reel_order o on o.order_key = i.invoice_key
                        where i.video_bytes is null and o.state <> 'UNKNOWN'
                        """)) {
            return rows.next() && rows.getLong(1) == 0;
        }
    }
}
