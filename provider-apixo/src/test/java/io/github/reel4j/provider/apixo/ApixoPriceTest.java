package io.github.reel4j.provider.apixo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendor publishes the billed seconds but no rate, so a price needs the user's rate. */
class ApixoPriceTest {

    private final VendorTestHarness run = new VendorTestHarness(ApixoSimulator.builder(), new ApixoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "4999, 5", "5000, 5", "7500, 7.5", "60000, 60", "120000, 120", "120001, 120", "600000, 120"})
    void without_a_rate_the_price_is_unknown(long millis, String billable) {
        Estimate estimate = run.client().estimate(order("480p", millis));
        assertThat(estimate).isInstanceOf(Estimate.Unknown.class);
        assertThat(estimate.describe())
                .startsWith("unknown: ")
                .contains(" " + billable + " s are billable", "APIXO_RATE_480P", "USD per second")
                .doesNotContain("0.00");
    }

    @Test
    void without_rate_and_length_the_bounds_are_shown() {
        for (Operation operation : ApixoOrders.OPERATIONS) {
            assertThat(run.client().estimate(ApixoOrders.of(operation).build()))
                    .isInstanceOfSatisfying(
                            Estimate.Unknown.class,
                            unknown -> assertThat(unknown.basis()).contains("5 to 120 s are billable"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "480p, 1, 0.20",
        "480p, 4999, 0.20",
        "480p, 5000, 0.20",
        "480p, 7500, 0.30",
        "480p, 41388, 1.65552",
        "480p, 120000, 4.80",
        "480p, 120001, 4.80",
        "480p, 600000, 4.80",
        "720p, 1000, 0.40",
        "720p, 10000, 0.80",
        "720p, 999000, 9.60",
    })
    void with_rate_and_length_the_price_is_known(String resolution, long millis, String dollars) {
        Estimate estimate = rated().estimate(order(resolution, millis));
        assertThat(estimate).isInstanceOfSatisfying(Estimate.Known.class, known -> {
            assertThat(known.money()).isEqualTo(Money.usd(dollars));
            assertThat(known.source().toString())
                    .isEqualTo("apixo-animate, \"below 5s is billed as 5s, above 120s is billed as 120s\"");
            assertThat(known.basis()).contains("are billable", "rate you set");
        });
    }

    @ParameterizedTest
    @CsvSource({"480p, 0.20, 4.80", "720p, 0.40, 9.60"})
    void with_a_rate_alone_the_price_is_a_range(String resolution, String min, String max) {
        for (Operation operation : ApixoOrders.OPERATIONS) {
            Estimate estimate = rated().estimate(ApixoOrders.of(operation)
                    .resolution(Resolution.of(resolution))
                    .build());
            assertThat(estimate).isInstanceOfSatisfying(Estimate.Range.class, range -> {
                assertThat(range.min()).isEqualTo(Money.usd(min));
                assertThat(range.max()).isEqualTo(Money.usd(max));
                assertThat(range.basis()).contains("5 to 120 s are billable");
            });
        }
    }

    @Test
    void a_rate_applies_only_to_its_resolution() {
        VideoClient client =
                run.closeAtEnd(run.builder().property("apixo.rate-480p", "0.04").build());
        assertThat(client.estimate(order("720p", 10_000))).isInstanceOf(Estimate.Unknown.class);
        assertThat(client.estimate(ApixoOrders.animate()
                        .resolution(Resolution.P1080)
                        .allowUndocumentedValues(true)
                        .build()))
                .isInstanceOf(Estimate.Unknown.class);
    }

    @Test
    void a_cap_uses_the_upper_bound_and_rejects_unknown_prices() {
        VideoClientBuilder capped = run.builder().maxPrice(Money.usd("1"));
        assertOverCap(run.closeAtEnd(capped.build()), order("480p", 5000));
        VideoClient rated =
                run.closeAtEnd(capped.property("apixo.rate-480p", "0.04").build());
        assertOverCap(rated, ApixoOrders.animate().build());
        assertThat(run.vendor().ledger().requests()).isEmpty();
        var unused = rated.submit(order("480p", 25_000));
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    private static void assertOverCap(VideoClient client, GenerationRequest order) {
        assertThat(VendorTestHarness.failure(() -> client.submit(order)).kind()).isEqualTo(FailureKind.OVER_PRICE_CAP);
    }

    private VideoClient rated() {
        return run.closeAtEnd(run.builder()
                .property("apixo.rate-480p", "0.04")
                .property("apixo.rate-720p", "0.08")
                .build());
    }

    private static GenerationRequest order(String resolution, long motionMillis) {
        return ApixoOrders.animate()
                .resolution(Resolution.of(resolution))
                .motionLength(Duration.ofMillis(motionMillis))
                .build();
    }
}
