package io.github.reel4j.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Image-to-video costs a rate for each second, and seconds are frames by 16; turbo costs a price for each video. */
class FalPriceTest {

    private final VendorTestHarness run = new VendorTestHarness(FalSimulator.builder(), new FalProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @ParameterizedTest
    @CsvSource({"480p, 5, 0.20", "580p, 5, 0.30", "720p, 5, 0.40", "480p, 2, 0.08", "720p, 10, 0.80", "580p, 3, 0.18"})
    void an_order_with_a_duration_costs_its_seconds(String resolution, long seconds, String dollars) {
        for (GenerationRequest order : new GenerationRequest[] {
            FalOrders.image()
                    .resolution(Resolution.of(resolution))
                    .duration(Duration.ofSeconds(seconds))
                    .build(),
            FalOrders.text()
                    .resolution(Resolution.of(resolution))
                    .duration(Duration.ofSeconds(seconds))
                    .build()
        }) {
            assertCosts(order, dollars);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "17, 16, 0.085",
        "80, 16, 0.40",
        "80, 24, 0.40",
        "161, 60, 0.805",
        "81, 4, 0.405",
    })
    void an_order_with_frames_costs_frames_by_16(String frames, String rate, String dollars) {
        assertCosts(
                FalOrders.image()
                        .option("num_frames", frames)
                        .option("frames_per_second", rate)
                        .build(),
                dollars);
    }

    @Test
    void the_default_is_81_frames_at_720p() {
        assertCosts(FalOrders.image().build(), "0.405");
        assertCosts(FalOrders.text().build(), "0.405");
    }

    @ParameterizedTest
    @CsvSource({"480p, 0.05", "580p, 0.075", "720p, 0.10"})
    void turbo_has_a_price_for_each_video(String resolution, String dollars) {
        assertCosts(FalOrders.imageTurbo().resolution(Resolution.of(resolution)).build(), dollars);
        assertCosts(FalOrders.textTurbo().resolution(Resolution.of(resolution)).build(), dollars);
    }

    @Test
    void an_inferred_price_says_so() {
        assertThat(run.client().estimate(FalOrders.text().build()).basis())
                .contains("inferred from the price of image-to-video");
        assertThat(run.client().estimate(FalOrders.textTurbo().build()).basis()).contains("inferred");
        assertThat(run.client().estimate(FalOrders.image().build()).basis()).doesNotContain("inferred");
    }

    @ParameterizedTest
    @EnumSource(names = {"SPEECH_TO_VIDEO", "ANIMATE", "REPLACE"})
    void an_undocumented_price_is_unknown(Operation operation) {
        assertThat(run.client().estimate(FalOrders.of(operation))).isInstanceOf(Estimate.Unknown.class);
    }

    @Test
    void a_cap_rejects_unknown_and_higher_prices() {
        var capped = run.closeAtEnd(run.builder().maxPrice(Money.usd("0.40")).build());
        for (GenerationRequest order : new GenerationRequest[] {
            FalOrders.image().build(),
            FalOrders.speech().build(),
            FalOrders.animate().build()
        }) {
            assertThat(VendorTestHarness.failure(() -> capped.submit(order)).kind())
                    .isEqualTo(FailureKind.OVER_PRICE_CAP);
        }
        assertThat(run.vendor().ledger().requests()).isEmpty();
        var unused =
                capped.submit(FalOrders.image().duration(Duration.ofSeconds(5)).build());
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    /** The estimate, and what the simulator bills. */
    private void assertCosts(GenerationRequest order, String dollars) {
        assertThat(run.client().estimate(order)).isInstanceOfSatisfying(Estimate.Known.class, known -> {
            assertThat(known.money()).isEqualTo(Money.usd(dollars));
            assertThat(known.source().document()).isEqualTo("fal-wan-prices");
        });
        run.vendor().reset();
        var unused = run.client().submit(order);
        assertThat(run.vendor().ledger().billed()).isEqualTo(Money.usd(dollars));
        run.vendor().reset();
    }
}
