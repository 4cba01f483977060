package io.github.reel4j.examples.shop;

import io.github.reel4j.model.OrderKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The shop's own table of orders. Thread-safe. */
@Repository
public class ShopOrderRepository {

    private static final String COLUMNS = "select order_key, customer, operation, prompt, created_at, delivered_at ";

    private final JdbcClient database;

    ShopOrderRepository(JdbcClient database) {
        this.database = database;
    }

    /** Adds an order, unless there is one with its key. */
    public void addIfAbsent(OrderKey key, Customer customer, String operation, String prompt) {
        database.sql("""
                        insert into shop_order (order_key, customer, operation, prompt)
                        values (?, ?, ?, ?) on conflict (order_key) do nothing
                        """).params(key.value(), customer.id(), operation, prompt).update();
    }

    /** Returns the order of a customer; empty if the id is unknown or belongs to another customer. */
    public Optional<ShopOrder> find(OrderKey key, Customer customer) {
        return database.sql(COLUMNS + "from shop_order where order_key = ? and customer = ?")
                .params(key.value(), customer.id())
                .query(ShopOrderRepository::order)
                .optional();
    }

    /** Returns the orders of a customer, the newest first. */
    public List<ShopOrder> findNewest(Customer customer, int limit) {
        return database.sql(COLUMNS + "from shop_order where customer = ? order by created_at desc, order_key limit ?")
                .params(customer.id(), limit)
                .query(ShopOrderRepository::order)
                .list();
    }

    /** Records that the video of an order is stored. Repeating it changes nothing. */
    public void setDelivered(OrderKey key) {
        database.sql("update shop_order set delivered_at = coalesce(delivered_at, now()) where order_key = ?")
                .param(key.value())
                .update();
    }

    private static ShopOrder order(ResultSet row, int number) throws SQLException {
        return new ShopOrder(
                OrderKey.of(row.getString("order_key")),
                new Customer(row.getString("customer")),
                row.getString("operation"),
                row.getString("prompt"),
                instant(row, "created_at").orElseThrow(),
                instant(row, "delivered_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
