package io.github.reel4j.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of fal. {@link FalWireTest} tests what they send. */
class FalSettingsTest {

    private final VendorTestHarness run = new VendorTestHarness(FalSimulator.builder(), new FalProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @ParameterizedTest
    @CsvSource({
        "store-io, 0",
        "store-io, no",
        "no-retry, 1",
        "media-lifetime, 0",
        "media-lifetime, 1.5",
        "media-lifetime, forever",
        "jwks-url, http://example.com/keys",
        "upload-base-url, ftp://example.com"
    })
    void an_invalid_setting_fails_when_the_client_is_built(String name, String value) {
        VideoFailure failure = VendorTestHarness.failure(() ->
                run.closeAtEnd(run.builder().property("fal." + name, value).build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure.message()).contains("fal." + name, " (from ", "Allowed: ", ". Nothing was sent.");
    }

    @Test
    void only_the_models_with_an_inferred_price_are_inferred() {
        assertThat(run.client().providers().get(0).models())
                .hasSize(7)
                .filteredOn(model -> model.availability() == ModelSpec.Availability.INFERRED)
                .extracting(ModelSpec::id)
                .containsExactly(FalModels.TEXT, FalModels.TEXT + FalModels.TURBO);
    }
}
