package io.github.reel4j.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.submission.PriceCap;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

/** Properties of all prices, rates and caps. */
class AnyPricePropertiesTest {

    private static final BigDecimal MILLIS = BigDecimal.valueOf(1_000);

    private static Estimate estimate(BigDecimal rate, Map<Field<?>, Object> values) {
        return new TablePricing(setting -> Optional.of(rate))
                .estimate(new ResolvedRequest(SampleRequests.ACME, SampleRequests.animate(), values));
    }

    private static Money known(Estimate estimate) {
        return ((Estimate.Known) estimate).money();
    }

    /** Clips are billed as 5 to 120 s. */
    @Property
    @Tag("fault-64")
    void a_clip_costs_its_clamped_length_times_the_rate(
            @ForAll @BigRange(min = "0.0001", max = "10") @Scale(4) BigDecimal rate,
            @ForAll @LongRange(min = 1, max = 1_000_000) long millis) {
        Money price = known(estimate(
                rate, Map.of(Field.RESOLUTION, Resolution.P480, Field.MOTION_LENGTH, Duration.ofMillis(millis))));
        BigDecimal seconds =
                BigDecimal.valueOf(Math.min(Math.max(millis, 5_000), 120_000)).divide(MILLIS);
        assertThat(price.amount()).isEqualByComparingTo(rate.multiply(seconds));
        Estimate.Range range = (Estimate.Range) estimate(rate, Map.of(Field.RESOLUTION, Resolution.P480));
        assertThat(price.exceeds(range.max())).isFalse();
        assertThat(range.min().exceeds(price)).isFalse();
    }

    @Property
    @Tag("fault-71")
    void an_order_that_may_exceed_the_cap_is_stopped(
            @ForAll @BigRange(min = "0", max = "1000") @Scale(4) BigDecimal min,
            @ForAll @BigRange(min = "0", max = "1000") @Scale(4) BigDecimal more,
            @ForAll @BigRange(min = "0", max = "1000") @Scale(4) BigDecimal cap,
            @ForAll boolean unknownAllowed) {
        Money low = Money.usd(min.toPlainString());
        Money high = Money.usd(min.add(more).toPlainString());
        PriceCap priceCap = new PriceCap(Optional.of(Money.usd(cap.toPlainString())), unknownAllowed);
        assertThat(priceCap.check(new Estimate.Range(low, high, "", SampleRequests.anchor("price")))
                        .isPresent())
                .isEqualTo(high.amount().compareTo(cap) > 0);
        assertThat(priceCap.check(new Estimate.Known(high, "", SampleRequests.anchor("price")))
                        .isPresent())
                .isEqualTo(high.amount().compareTo(cap) > 0);
        assertThat(priceCap.check(new Estimate.Unknown("nobody says")).isEmpty())
                .isEqualTo(unknownAllowed);
    }
}
