package io.github.reel4j.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablePricingTest {

    private final TablePricing pricing = new TablePricing();
    private final TablePricing rated = new TablePricing(
            setting -> setting.equals("rate-480p") ? Optional.of(new BigDecimal("0.017")) : Optional.empty());

    private static ModelSpec model(PriceRow... prices) {
        return ModelSpec.builder()
                .operation(Operation.IMAGE_TO_VIDEO)
                .id("flash")
                .source(SampleRequests.anchor("flash"))
                .prices(List.of(prices))
                .build();
    }

    private static PriceRow.PerVideo price(Optional<Resolution> tier, int seconds, String usd, String perSecond) {
        return new PriceRow.PerVideo(
                tier,
                seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)),
                Money.usd(usd),
                perSecond.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(perSecond)),
                "one video",
                SampleRequests.anchor("price"));
    }

    private static ResolvedRequest order(ModelSpec model, Resolution tier, int seconds) {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        values.put(Field.RESOLUTION, tier);
        if (seconds > 0) {
            values.put(Field.DURATION, Duration.ofSeconds(seconds));
        }
        return new ResolvedRequest(SampleRequests.ACME, model, values);
    }

    private static ResolvedRequest motion(Optional<String> seconds) {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        values.put(Field.RESOLUTION, Resolution.P480);
        seconds.ifPresent(length -> values.put(Field.MOTION_LENGTH, Field.MOTION_LENGTH.parse(length)));
        return new ResolvedRequest(SampleRequests.ACME, SampleRequests.animate(), values);
    }

    @ParameterizedTest
    @CsvSource({"480p, 0.085 USD", "720p, 0.20 USD", "1080p, 0.75 USD"})
    void a_listed_price_is_exact_and_has_its_source(String tier, String money) {
        ModelSpec model = model(
                price(Optional.of(Resolution.P480), 5, "0.085", "0.017"),
                price(Optional.of(Resolution.P720), 5, "0.2", "0.04"),
                price(Optional.of(Resolution.P1080), 5, "0.750", ""));
        Estimate estimate = pricing.estimate(order(model, Resolution.of(tier), 5));
        assertThat(estimate)
                .isEqualTo(new Estimate.Known(Money.parse(money), "one video", SampleRequests.anchor("price")));
        assertThat(estimate.describe()).isEqualTo(money + " estimated: one video   acme-text, \"price\"");
    }

    @Test
    void a_price_for_all_resolutions_applies_to_each() {
        ModelSpec model = model(price(Optional.empty(), 0, "0.4", ""));
        assertThat(pricing.estimate(order(model, Resolution.P720, 0)))
                .isInstanceOfSatisfying(
                        Estimate.Known.class, known -> assertThat(known.money()).hasToString("0.40 USD"));
    }

    private static ResolvedRequest order(ModelSpec model) {
        return new ResolvedRequest(SampleRequests.ACME, model, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"5, 0.05, 8, 0.08", "8, 0.08, 5, 0.05"})
    void without_a_duration_the_price_spans_all_lengths(int first, String cost, int second, String otherCost) {
        ModelSpec model =
                model(price(Optional.empty(), first, cost, ""), price(Optional.empty(), second, otherCost, ""));
        assertThat(pricing.estimate(order(model, Resolution.P480, 0)))
                .isInstanceOfSatisfying(Estimate.Range.class, range -> {
                    assertThat(range.min()).hasToString("0.05 USD");
                    assertThat(range.max()).hasToString("0.08 USD");
                    assertThat(range.basis()).startsWith("the price depends on duration, not set in the request");
                });
    }

    @Test
    void without_a_resolution_the_price_spans_all_tiers() {
        ModelSpec model = model(
                price(Optional.of(Resolution.P480), 5, "0.03", ""),
                price(Optional.of(Resolution.P720), 5, "0.06", ""),
                price(Optional.of(Resolution.P720), 10, "0.12", ""));
        assertThat(pricing.estimate(order(model))).isInstanceOfSatisfying(Estimate.Range.class, range -> {
            assertThat(range.min()).hasToString("0.03 USD");
            assertThat(range.max()).hasToString("0.12 USD");
            assertThat(range.basis()).startsWith("the price depends on resolution and duration, not set");
        });
    }

    @Test
    void rows_of_one_price_are_a_known_price() {
        ModelSpec model = model(
                price(Optional.of(Resolution.P480), 5, "0.06", ""), price(Optional.of(Resolution.P720), 5, "0.06", ""));
        assertThat(pricing.estimate(order(model)))
                .isInstanceOfSatisfying(
                        Estimate.Known.class, known -> assertThat(known.money()).hasToString("0.06 USD"));
    }

    @Test
    void an_unknown_rate_of_one_tier_makes_the_price_unknown() {
        ModelSpec model = model(
                price(Optional.of(Resolution.P480), 5, "0.03", ""),
                new PriceRow.PerSecond(
                        Optional.of(Resolution.P720),
                        "rate-720p",
                        Currency.getInstance("USD"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(120),
                        SampleRequests.anchor("price")));
        assertThat(rated.estimate(order(model)))
                .isInstanceOfSatisfying(
                        Estimate.Unknown.class,
                        unknown -> assertThat(unknown.basis()).contains("depends on resolution", "ACME_RATE_720P"));
    }

    @Test
    void without_a_price_list_the_price_is_unknown() {
        assertThat(pricing.estimate(order(model(), Resolution.P480, 5)))
                .isEqualTo(new Estimate.Unknown("the vendor's page lists no price for flash (acme-text)"));
    }

    @Test
    void an_unlisted_resolution_has_no_price() {
        ModelSpec model = model(price(Optional.of(Resolution.P480), 5, "0.085", ""));
        assertThat(pricing.estimate(order(model, Resolution.P720, 5)))
                .isEqualTo(new Estimate.Unknown("the vendor's page lists no price for flash at 720p (acme-text)"));
    }

    @Test
    void a_shorter_video_costs_between_rate_and_price() {
        ModelSpec model = model(price(Optional.of(Resolution.P480), 5, "0.085", "0.017"));
        assertThat(pricing.estimate(order(model, Resolution.P480, 3)))
                .isEqualTo(new Estimate.Range(
                        Money.usd("0.051"),
                        Money.usd("0.085"),
                        "the vendor lists a price for 5 s only; 3 s may be billed per second, or like 5 s",
                        SampleRequests.anchor("price")));
    }

    @Test
    void a_range_is_ascending_if_the_rate_exceeds_the_price() {
        ModelSpec model = model(price(Optional.of(Resolution.P720), 5, "0.6", "0.16"));
        assertThat(pricing.estimate(order(model, Resolution.P720, 4)))
                .isInstanceOfSatisfying(Estimate.Range.class, range -> {
                    assertThat(range.min()).hasToString("0.60 USD");
                    assertThat(range.max()).hasToString("0.64 USD");
                });
    }

    @ParameterizedTest
    @CsvSource({"10, 0.017", "3, ''"})
    void an_unlisted_length_has_no_price(int seconds, String perSecond) {
        ModelSpec model = model(price(Optional.of(Resolution.P480), 5, "0.085", perSecond));
        assertThat(pricing.estimate(order(model, Resolution.P480, seconds)))
                .isEqualTo(new Estimate.Unknown("the vendor lists a price for 5 s only, not for " + seconds + " s"));
    }

    @Test
    void the_price_of_the_ordered_length_applies() {
        ModelSpec model = model(
                price(Optional.of(Resolution.P480), 5, "0.10", ""),
                price(Optional.of(Resolution.P480), 10, "0.19", ""));
        assertThat(pricing.estimate(order(model, Resolution.P480, 10)))
                .isInstanceOfSatisfying(
                        Estimate.Known.class, known -> assertThat(known.money()).hasToString("0.19 USD"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.001, 0.085",
        "4.999, 0.085",
        "5, 0.085",
        "5.5, 0.0935",
        "60, 1.02",
        "120, 2.04",
        "120.001, 2.04",
        "86400, 2.04",
    })
    @Tag("fault-64")
    void a_clip_is_billed_as_5_to_120_seconds(String seconds, String usd) {
        assertThat(rated.estimate(motion(Optional.of(seconds))))
                .isInstanceOfSatisfying(
                        Estimate.Known.class, known -> assertThat(known.money()).isEqualTo(Money.usd(usd)));
    }

    @Test
    void with_a_rate_but_no_length_the_price_is_a_range() {
        assertThat(rated.estimate(motion(Optional.empty())))
                .isEqualTo(new Estimate.Range(
                        Money.usd("0.085"),
                        Money.usd("2.04"),
                        "5 to 120 s are billable, by the length of the motion clip, at the rate you set, 0.017 USD per"
                                + " second",
                        SampleRequests.anchor("billing")));
    }

    @Test
    void without_a_rate_the_basis_explains_how_to_set_one() {
        assertThat(pricing.estimate(motion(Optional.of("3"))))
                .isEqualTo(
                        new Estimate.Unknown("the vendor publishes no rate per second; 5 s are billable. Set the rate"
                                + " you pay, in USD per second, as ACME_RATE_480P"));
        assertThat(pricing.estimate(motion(Optional.empty())).describe())
                .startsWith("unknown: ")
                .contains("5 to 120 s are billable, by the length of the motion clip");
    }
}
