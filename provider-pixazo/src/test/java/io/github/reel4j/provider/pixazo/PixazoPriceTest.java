package io.github.reel4j.provider.pixazo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The prices are those of the documents. */
class PixazoPriceTest {

    private final VendorTestHarness run = new VendorTestHarness(PixazoSimulator.builder(), new PixazoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @ParameterizedTest
    @CsvSource({
        "wan2.2-i2v-flash, 480p,  0.085, wan2.2-i2v-flash480P",
        "wan2.2-i2v-flash, 720p,  0.2,   wan2.2-i2v-flash720P",
        "wan2.2-i2v-plus,  480p,  0.125, wan2.2-i2v-plus480P",
        "wan2.2-i2v-plus,  1080p, 0.75,  wan2.2-i2v-plus1080P",
        "wan2.1-i2v-turbo, 480p,  0.2,   wan2.1-i2v-turbo480P",
        "wan2.1-i2v-turbo, 720p,  0.2,   wan2.1-i2v-turbo720P",
        "wan2.1-i2v-plus,  720p,  0.75,  wan2.1-i2v-plus720P",
    })
    void image_to_video_has_the_price_of_its_row(String model, String resolution, String dollars, String row) {
        Estimate estimate = run.client()
                .estimate(PixazoOrders.image()
                        .model(model)
                        .resolution(Resolution.of(resolution))
                        .build());
        assertKnown(estimate, dollars, "pixazo-image-to-video", row);
        assertOrderedAt(
                dollars,
                PixazoOrders.image()
                        .model(model)
                        .resolution(Resolution.of(resolution))
                        .build());
    }

    @Test
    void the_key_frame_model_is_priced_though_it_cannot_be_ordered() {
        ModelSpec model = run.client().providers().get(0).models().stream()
                .filter(each -> each.id().equals("wan2.1-kf2v-plus"))
                .findFirst()
                .orElseThrow();
        assertThat(model.availability()).isEqualTo(ModelSpec.Availability.PRICED_ONLY);
        assertThat(model.prices()).singleElement().isInstanceOfSatisfying(PriceRow.PerVideo.class, price -> {
            assertThat(price.money()).isEqualTo(Money.usd("0.6"));
            assertThat(price.resolution()).contains(Resolution.P720);
            assertThat(price.seconds()).contains(Duration.ofSeconds(5));
            assertThat(price.source().toString()).contains("pixazo-image-to-video", "wan2.1-kf2v-plus720P");
        });
    }

    @ParameterizedTest
    @CsvSource({"480p, 0.75, 480p | 5 | $0.75", "580p, 1, 580p | 5 | $1", "720p, 1.25, 720p | 5 | $1.25"})
    void speech_to_video_has_the_price_of_its_row(String resolution, String dollars, String row) {
        GenerationRequest order =
                PixazoOrders.speech().resolution(Resolution.of(resolution)).build();
        assertKnown(run.client().estimate(order), dollars, "pixazo-speech-to-video", row);
        assertOrderedAt(dollars, order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "480p", "580p", "720p"})
    void animate_has_one_price_of_an_undocumented_unit(String resolution) {
        var order = PixazoOrders.animate();
        if (!resolution.isEmpty()) {
            order.resolution(Resolution.of(resolution));
        }
        Estimate estimate = run.client().estimate(order.build());
        assertKnown(estimate, "0.4", "pixazo-animate", "All Resolution");
        assertThat(estimate.describe()).contains("0.40 USD", "names no unit");
        assertOrderedAt("0.4", order.build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wan2.2-t2v-plus", "wanx2.1-t2v-turbo", "wanx2.1-t2v-plus"})
    void text_to_video_has_an_unknown_price(String model) {
        Estimate estimate =
                run.client().estimate(PixazoOrders.text().model(model).build());
        assertThat(estimate).isInstanceOf(Estimate.Unknown.class);
        assertThat(estimate.describe())
                .startsWith("unknown: ")
                .contains("pixazo-text-to-video")
                .doesNotContain("0.00");
    }

    @ParameterizedTest
    @CsvSource({"3, 480p, 0.12", "4, 480p, 0.16", "3, 720p, 0.12", "4, 720p, 0.16"})
    void a_shorter_turbo_video_has_a_price_range(int seconds, String resolution, String min) {
        Estimate estimate = run.client()
                .estimate(PixazoOrders.image()
                        .model("wan2.1-i2v-turbo")
                        .resolution(Resolution.of(resolution))
                        .duration(Duration.ofSeconds(seconds))
                        .build());
        assertThat(estimate).isInstanceOfSatisfying(Estimate.Range.class, range -> {
            assertThat(range.min()).isEqualTo(Money.usd(min));
            assertThat(range.max()).isEqualTo(Money.usd("0.2"));
            assertThat(range.source().toString()).contains("wan2.1-i2v-turbo");
        });
    }

    @Test
    void a_price_that_is_not_listed_is_unknown() {
        assertThat(List.of(
                        PixazoOrders.image()
                                .model("wan3-i2v")
                                .allowUndocumentedValues(true)
                                .build(),
                        PixazoOrders.image()
                                .resolution(Resolution.P720)
                                .allowUndocumentedValues(true)
                                .build(),
                        PixazoOrders.speech()
                                .resolution(Resolution.P1080)
                                .allowUndocumentedValues(true)
                                .build()))
                .extracting(order -> run.client().estimate(order))
                .allSatisfy(estimate -> assertThat(estimate).isInstanceOf(Estimate.Unknown.class));
    }

    @Test
    void no_price_of_any_model_is_0() {
        assertThat(PixazoModels.ALL)
                .flatExtracting(ModelSpec::prices)
                .hasSize(12)
                .allSatisfy(price ->
                        assertThat(((PriceRow.PerVideo) price).money().amount()).isPositive());
        assertThat(PixazoModels.ALL)
                .filteredOn(model -> model.prices().isEmpty())
                .extracting(ModelSpec::operation)
                .containsOnly(Operation.TEXT_TO_VIDEO);
    }

    @Test
    void a_cap_rejects_higher_and_unknown_prices() {
        var capped = run.closeAtEnd(run.builder().maxPrice(Money.usd("0.74")).build());
        for (GenerationRequest order :
                List.of(PixazoOrders.image().build(), PixazoOrders.text().build())) {
            assertThat(VendorTestHarness.failure(() -> capped.submit(order)).kind())
                    .isEqualTo(FailureKind.OVER_PRICE_CAP);
        }
        assertThat(run.vendor().ledger().requests()).isEmpty();
        var unused = capped.submit(PixazoOrders.animate().build());
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    private static void assertKnown(Estimate estimate, String dollars, String document, String row) {
        assertThat(estimate).isInstanceOfSatisfying(Estimate.Known.class, known -> {
            assertThat(known.money()).isEqualTo(Money.usd(dollars));
            assertThat(known.source().document()).isEqualTo(document);
            assertThat(known.source().quote()).contains(row);
        });
    }

    /** The simulator has its own copy of the price lists. */
    private void assertOrderedAt(String dollars, GenerationRequest order) {
        try {
            var unused = run.client().submit(order);
        } catch (VideoException e) {
            throw new AssertionError("refused", e);
        }
        assertThat(run.vendor().ledger().billed()).isEqualTo(Money.usd(dollars));
    }
}
