package io.github.reel4j.queue.store;

import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.spending.SlidingWindowSum;
import io.github.reel4j.spending.SlidingWindowSum.Excess;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Decides whether an order fits under the spend limit of its account, together with those of all workers. */
final class SpendStore {

    /** The orders that may be billed. Several vendors share an account: the limit key is {@code provider/account}. */
    private static final String COUNTED = """
            from reel_order
            where split_part(limit_key, '/', 2) = ? and currency = ?
              and submitted_at > clock_timestamp() - ? * interval '1 millisecond'
              and (state in ('SUBMITTING', 'RUNNING', 'UNKNOWN', 'READY', 'FAILED')
                or (state = 'CANCELLED' and task is not null))
            """;

    private static final String SUM = "select coalesce(sum(price_max), 0) " + COUNTED;
    private static final String PRICES =
            "select submit_token, submitted_at, coalesce(price_max, 0) as price_max " + COUNTED;

    private final Database database;

    SpendStore(Database database) {
        this.database = database;
    }

    /**
     * Locks the account until the end of the transaction, so that its orders cannot exceed the limit together, and
     * returns why an order of this price does not fit; empty if it does.
     *
     * @param price absent, or in another currency, it counts as 0
     */
    Optional<Excess> check(Connection connection, String account, SpendLimit limit, Optional<Money> price)
            throws SQLException {
        database.query(
                connection,
                "select pg_advisory_xact_lock(hashtextextended('reel_spend/' || ?, 7))",
                row -> true,
                account);
        Money own = price.filter(each -> each.currency().equals(limit.max().currency()))
                .orElse(new Money(BigDecimal.ZERO, limit.max().currency()));
        // All orders of the window are read only if there is no room.
        BigDecimal sum = counted(connection, SUM, row -> row.getBigDecimal(1), account, limit)
                .get(0);
        return sum.add(own.amount()).compareTo(limit.max().amount()) <= 0
                ? Optional.empty()
                : window(connection, account, limit).check(own, now(connection));
    }

    private SlidingWindowSum window(Connection connection, String account, SpendLimit limit) throws SQLException {
        SlidingWindowSum window = new SlidingWindowSum(limit);
        counted(
                        connection,
                        PRICES,
                        row -> new Entry(
                                new OrderId(row.getObject("submit_token", UUID.class)),
                                NullableColumns.instant(row, "submitted_at").orElseThrow(),
                                new Money(
                                        row.getBigDecimal("price_max"),
                                        limit.max().currency())),
                        account,
                        limit)
                .forEach(entry -> window.add(entry.order(), entry.at(), entry.price()));
        return window;
    }

    /** An order that counts, by when it was sent. */
    private record Entry(OrderId order, Instant at, Money price) {}

    private <T> List<T> counted(
            Connection connection, String sql, Database.RowReader<T> reader, String account, SpendLimit limit)
            throws SQLException {
        return database.query(
                connection,
                sql,
                reader,
                account,
                limit.max().currency().getCurrencyCode(),
                limit.window().toMillis());
    }

    private Instant now(Connection connection) throws SQLException {
        return database.query(
                        connection,
                        "select clock_timestamp() as now",
                        row -> NullableColumns.instant(row, "now").orElseThrow())
                .get(0);
    }
}
