package io.github.reel4j.spending;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.SpendLimit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpendWindowTest {

    private static final Instant NOW = VirtualScheduler.START;
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final SpendLimit LIMIT = new SpendLimit(Money.usd("1.00"), WINDOW);

    private final SlidingWindowSum window = new SlidingWindowSum(LIMIT);

    private static OrderId order(long number) {
        return new OrderId(new UUID(1, number));
    }

    private boolean fits(String usd, Instant now) {
        return window.check(Money.usd(usd), now).isEmpty();
    }

    @Test
    @Tag("fault-207")
    void orders_fit_up_to_the_limit_exactly() {
        window.add(order(1), NOW, Money.usd("0.60"));
        assertThat(fits("0.40", NOW)).isTrue();
        assertThat(fits("0.41", NOW)).isFalse();
    }

    @Test
    void an_order_leaves_the_window_after_its_length() {
        window.add(order(1), NOW, Money.usd("1.00"));
        assertThat(fits("0.01", NOW.plus(WINDOW).minusNanos(1))).isFalse();
        assertThat(fits("0.01", NOW.plus(WINDOW))).isTrue();
    }

    @Test
    void room_comes_when_enough_orders_have_left() {
        window.add(order(1), NOW.minus(Duration.ofHours(3)), Money.usd("0.20"));
        window.add(order(2), NOW.minus(Duration.ofHours(2)), Money.usd("0.30"));
        window.add(order(3), NOW.minus(Duration.ofHours(1)), Money.usd("0.50"));
        assertThat(window.check(Money.usd("0.45"), NOW)).hasValueSatisfying(excess -> {
            assertThat(excess.spent()).isEqualTo(Money.usd("1.00"));
            assertThat(excess.untilRoom()).contains(Duration.ofHours(22));
        });
        assertThat(window.check(Money.usd("1.01"), NOW).orElseThrow().untilRoom())
                .isEmpty();
    }

    @Test
    void a_rejected_order_gives_room_back_unless_it_was_accepted() {
        window.add(order(1), NOW, Money.usd("0.70"));
        window.reject(order(1));
        window.reject(order(1));
        assertThat(window.spent(NOW)).isEqualTo(Money.usd("0"));
        window.accept(order(1));
        window.accept(order(1));
        window.reject(order(1));
        assertThat(window.spent(NOW)).isEqualTo(Money.usd("0.70"));
    }

    @Test
    void an_order_counts_once_and_only_in_the_currency_of_the_limit() {
        window.add(order(1), NOW, Money.usd("0.30"));
        window.add(order(1), NOW, Money.usd("0.30"));
        window.add(order(2), NOW, Money.parse("0.30 EUR"));
        assertThat(window.spent(NOW)).isEqualTo(Money.usd("0.30"));
    }

    @Test
    @Tag("fault-212")
    void a_clock_that_goes_back_loses_no_order() {
        window.add(order(1), NOW, Money.usd("0.60"));
        window.add(order(2), NOW.plus(WINDOW), Money.usd("0.30"));
        assertThat(window.spent(NOW.plus(WINDOW).plusSeconds(60))).isEqualTo(Money.usd("0.30"));
        assertThat(window.spent(NOW.plus(WINDOW).minusSeconds(60))).isEqualTo(Money.usd("0.90"));
        assertThat(window.covers(NOW.plus(WINDOW).minusSeconds(60))).isTrue();
    }

    @Test
    @Tag("fault-212")
    void a_clock_that_goes_far_back_needs_all_orders_again() {
        window.add(order(1), NOW, Money.usd("0.60"));
        assertThat(window.spent(NOW.plus(WINDOW.multipliedBy(2)))).isEqualTo(Money.usd("0"));
        assertThat(window.covers(NOW)).isFalse();
        assertThat(window.covers(NOW.plus(WINDOW.multipliedBy(2)).minusSeconds(60)))
                .isTrue();
    }

    @Test
    void extreme_times_neither_fail_nor_lose_an_order() {
        window.add(order(1), Instant.MAX, Money.usd("0.60"));
        window.add(order(2), Instant.MIN, Money.usd("0.30"));
        assertThat(window.spent(NOW)).isEqualTo(Money.usd("0.60"));
        assertThat(window.check(Money.usd("0.50"), Instant.MAX)).isPresent();
        assertThat(window.check(Money.usd("0.50"), Instant.MIN)).isPresent();
    }

    /** Compares the sum with one that is computed from all orders, while the clock jumps within the tolerance. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void the_sum_is_that_of_the_orders_in_the_window(long seed) {
        Random random = new Random(seed);
        Map<OrderId, Instant> times = new HashMap<>();
        Map<OrderId, BigDecimal> amounts = new HashMap<>();
        List<OrderId> orders = new ArrayList<>();
        Instant now = NOW;
        for (int i = 0; i < 2_000; i++) {
            now = now.plusSeconds(random.nextInt(-1_000, 2_500));
            int action = random.nextInt(4);
            if (action < 2 || orders.isEmpty()) {
                OrderId added = order(i);
                Money price = Money.usd("0." + random.nextInt(100, 1_000));
                Instant at = now.minusSeconds(random.nextInt(500));
                window.add(added, at, price);
                orders.add(added);
                times.put(added, at);
                amounts.put(added, price.amount());
            } else {
                OrderId chosen = orders.get(random.nextInt(orders.size()));
                if (action == 2) {
                    window.reject(chosen);
                    amounts.put(chosen, BigDecimal.ZERO);
                    orders.remove(chosen);
                } else {
                    window.accept(chosen);
                    orders.remove(chosen);
                }
            }
            Instant cutoff = now.minus(WINDOW);
            BigDecimal expected = times.entrySet().stream()
                    .filter(each -> each.getValue().isAfter(cutoff))
                    .map(each -> amounts.get(each.getKey()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (window.covers(now)) {
                assertThat(window.spent(now).amount()).isEqualByComparingTo(expected);
            }
        }
    }
}
