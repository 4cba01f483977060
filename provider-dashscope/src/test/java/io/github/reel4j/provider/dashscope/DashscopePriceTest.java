package io.github.reel4j.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Prices in the currency of the account, with their source; what no document states is unknown. */
class DashscopePriceTest {

    private final VendorTestHarness run =
            new VendorTestHarness(DashscopeSimulator.builder(), new DashscopeProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @ParameterizedTest
    @CsvSource({
        "wan2.2-t2v-plus, 480p, 5, 0.70 CNY", "wan2.2-t2v-plus, 1080p, 5, 3.50 CNY",
        "wan2.2-t2v-plus, 480*832, 5, 0.70 CNY", "wan2.2-t2v-plus, 1440*1440, 5, 3.50 CNY",
        "wan2.5-t2v-preview, 480p, 5, 1.50 CNY", "wan2.5-t2v-preview, 960*960, 10, 6.00 CNY",
        "wan2.5-t2v-preview, 1080p, 10, 10.00 CNY"
    })
    void a_text_order_has_the_price_of_its_tier(String model, String size, int seconds, String price) {
        Estimate estimate = run.client()
                .estimate(DashscopeOrders.text()
                        .model(model)
                        .resolution(Resolution.of(size))
                        .duration(Duration.ofSeconds(seconds))
                        .build());
        assertThat(estimate).isInstanceOfSatisfying(Estimate.Known.class, known -> {
            assertThat(known.money()).hasToString(price);
            assertThat(known.basis()).contains("according to a reseller");
            assertThat(known.source().document()).contains("reseller");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "wan2.2-i2v-plus, 480p, 5, 0.70 CNY, reseller", "wan2.2-i2v-plus, 1080p, 5, 3.50 CNY, reseller",
        "wan2.2-i2v-flash, 480p, 5, 0.50 CNY, reseller", "wan2.2-i2v-flash, 720p, 5, 1.00 CNY, reseller",
        "wan2.2-i2v-flash, 1080p, 5, 2.40 CNY, reseller", "wan2.2-kf2v-flash, 1080p, 5, 2.40 CNY, reseller",
        "wanx2.1-i2v-plus, 720p, 5, 3.50 CNY, dashscope-prices",
                "wanx2.1-i2v-turbo, 480p, 3, 0.72 CNY, dashscope-prices",
        "wanx2.1-i2v-turbo, 720p, 5, 1.20 CNY, dashscope-prices", "wan2.5-i2v-preview, 720p, 5, 3.00 CNY, reseller"
    })
    void an_image_order_has_the_price_of_its_tier(String model, String tier, int seconds, String price, String source) {
        Estimate estimate = run.client()
                .estimate(DashscopeOrders.image()
                        .model(model)
                        .resolution(Resolution.of(tier))
                        .duration(Duration.ofSeconds(seconds))
                        .build());
        assertThat(estimate).isInstanceOfSatisfying(Estimate.Known.class, known -> {
            assertThat(known.money()).hasToString(price);
            assertThat(known.source().document()).contains(source);
            assertThat(known.basis().contains("reseller")).isEqualTo(source.equals("reseller"));
        });
    }

    @ParameterizedTest
    @CsvSource({"480p, 10.23, 5.115 CNY", "720p, 10, 9.00 CNY"})
    void speech_costs_by_its_length_and_says_what_the_check_costs(String tier, String seconds, String price) {
        Estimate estimate = run.client()
                .estimate(DashscopeOrders.speech()
                        .resolution(Resolution.of(tier))
                        .audioLength(Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000)))
                        .build());
        assertThat(estimate)
                .isInstanceOfSatisfying(
                        Estimate.Known.class, known -> assertThat(known.money()).hasToString(price));
        assertThat(estimate.basis()).contains("0.004 CNY (0.000574 USD) more", "wan2.2-s2v-detect");
    }

    @Test
    void speech_of_unknown_length_has_a_range() {
        assertThat(run.client().estimate(DashscopeOrders.speech().build()))
                .isInstanceOfSatisfying(Estimate.Range.class, range -> {
                    assertThat(range.min()).hasToString("0.005 CNY");
                    assertThat(range.max()).hasToString("10.00 CNY");
                });
    }

    @Test
    void the_face_check_is_part_of_the_price_if_it_is_made() {
        GenerationRequest order =
                DashscopeOrders.speech().audioLength(Duration.ofSeconds(10)).build();
        assertThat(with("face-check", "true").estimate(order)).isInstanceOfSatisfying(Estimate.Known.class, known -> {
            assertThat(known.money()).hasToString("5.004 CNY");
            assertThat(known.basis()).contains("it includes the face check, 0.004 CNY");
        });
    }

    @Test
    void only_speech_has_a_documented_price_in_dollars() {
        VideoClient dollars = with("currency", "USD");
        assertThat(dollars.estimate(DashscopeOrders.speech()
                        .audioLength(Duration.ofSeconds(10))
                        .build()))
                .isInstanceOfSatisfying(
                        Estimate.Known.class, known -> assertThat(known.money()).isEqualTo(Money.usd("0.71677")));
        for (Operation operation : Operation.values()) {
            if (operation != Operation.SPEECH_TO_VIDEO) {
                assertThat(dollars.estimate(DashscopeOrders.of(operation))).isInstanceOf(Estimate.Unknown.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SPEECH_TO_VIDEO"})
    void the_prices_of_singapore_are_unknown(Operation operation) {
        assertThat(with("region", "singapore").estimate(DashscopeOrders.of(operation)))
                .isInstanceOf(Estimate.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({"wan-std, 5.2, 3.12 CNY", "wan-pro, 5.2, 4.68 CNY", "wan-std, 1, 1.20 CNY", "wan-pro, 30, 27.00 CNY"})
    void animation_costs_by_its_mode(String mode, String seconds, String price) {
        Estimate estimate = run.client()
                .estimate(DashscopeOrders.animate()
                        .option("mode", mode)
                        .motionLength(Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000)))
                        .build());
        assertThat(estimate).isInstanceOfSatisfying(Estimate.Known.class, known -> {
            assertThat(known.money()).hasToString(price);
            assertThat(known.basis()).contains(mode, "inferred from the price of wan2.2-animate-mix");
            assertThat(known.source().quote()).contains(mode);
        });
    }

    @Test
    void models_without_a_documented_price_have_none() {
        for (String model : new String[] {"wanx2.1-t2v-turbo", "wanx2.1-t2v-plus"}) {
            assertThat(run.client().estimate(DashscopeOrders.text().model(model).build()))
                    .isInstanceOf(Estimate.Unknown.class);
        }
        assertThat(run.client()
                        .estimate(DashscopeOrders.image()
                                .model("wanx2.1-kf2v-plus")
                                .build()))
                .isInstanceOf(Estimate.Unknown.class);
    }

    @Test
    void a_cap_in_another_currency_is_never_compared() {
        VideoClient capped =
                run.closeAtEnd(run.builder().maxPrice(Money.usd("100")).build());
        assertThat(VendorTestHarness.failure(
                                () -> capped.submit(DashscopeOrders.text().build()))
                        .kind())
                .isEqualTo(FailureKind.OVER_PRICE_CAP);
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void the_estimate_is_what_the_vendor_bills(Operation operation) {
        GenerationRequest order = switch (operation) {
            case SPEECH_TO_VIDEO ->
                DashscopeOrders.speech().audioLength(Duration.ofMillis(10_230)).build();
            case ANIMATE ->
                DashscopeOrders.animate().motionLength(Duration.ofMillis(5_200)).build();
            case REPLACE ->
                DashscopeOrders.replace().motionLength(Duration.ofMillis(5_200)).build();
            default -> DashscopeOrders.of(operation);
        };
        Estimate estimate = run.client().estimate(order);
        var unused = run.client().submit(order);
        assertThat(estimate)
                .isInstanceOfSatisfying(
                        Estimate.Known.class,
                        known -> assertThat(known.money())
                                .isEqualTo(run.vendor().ledger().billed()));
    }

    private VideoClient with(String setting, String value) {
        return run.closeAtEnd(
                run.builder().property("dashscope." + setting, value).build());
    }
}
