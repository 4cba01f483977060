package io.github.reel4j.examples.shop;

import io.github.reel4j.model.Money;
import java.util.Currency;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sums what the orders of today may cost: those that are accepted, being sent, or of unknown outcome. Thread-safe. */
@Repository
public class SpendToday {

    /** A price range counts with its upper end, as it does for the client's spend limit. */
    private static final String SUM = """
            select currency, count(*) as orders, coalesce(sum(price_max), 0) as amount
            from reel_order
            where submitted_at >= date_trunc('day', now())
              and (state in ('SUBMITTING', 'RUNNING', 'UNKNOWN', 'READY', 'FAILED')
                or (state = 'CANCELLED' and task is not null))
            group by currency order by currency nulls last
            """;

    private final JdbcClient database;

    SpendToday(JdbcClient database) {
        this.database = database;
    }

    /**
     * The sum of one currency.
     *
     * @param amount for example {@code 0.50 USD}, or {@code unknown} for orders whose vendor documents no price
     * @param orders how many orders are in it
     */
    public record Sum(String amount, long orders) {}

    /** Returns a sum for each currency; currencies are never converted. */
    public List<Sum> sums() {
        return database.sql(SUM)
                .query((row, number) -> {
                    String currency = row.getString("currency");
                    String amount = currency == null
                            ? "unknown"
                            : new Money(row.getBigDecimal("amount"), Currency.getInstance(currency)).toString();
                    return new Sum(amount, row.getLong("orders"));
                })
                .list();
    }
}
