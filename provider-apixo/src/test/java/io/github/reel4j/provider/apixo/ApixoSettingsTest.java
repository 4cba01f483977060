package io.github.reel4j.provider.apixo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of Apixo: the user's rates. */
class ApixoSettingsTest {

    private final VendorTestHarness run = new VendorTestHarness(ApixoSimulator.builder(), new ApixoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void a_rate_property_precedes_the_environment() {
        Map<String, String> environment = Map.of("APIXO_RATE_480P", "0.04", "APIXO_API_KEY", VendorTestHarness.KEY);
        VideoClient client = run.closeAtEnd(VideoClient.builder()
                .settings(new Settings(Map.of(), name -> null, environment::get))
                .build());
        assertThat(client.estimate(ApixoOrders.animate().build()))
                .isInstanceOfSatisfying(
                        Estimate.Range.class, range -> assertThat(range.min()).hasToString("0.20 USD"));
        VideoClient other = run.closeAtEnd(VideoClient.builder()
                .settings(new Settings(Map.of(), Map.of("apixo.rate-480p", "0.05")::get, environment::get))
                .build());
        assertThat(other.estimate(ApixoOrders.animate().build()))
                .isInstanceOfSatisfying(
                        Estimate.Range.class, range -> assertThat(range.min()).hasToString("0.25 USD"));
    }

    @ParameterizedTest
    @CsvSource({"rate-480p, 0", "rate-480p, -0.04", "rate-720p, free", "rate-720p, $0.04"})
    @Tag("fault-124")
    void an_invalid_setting_fails_when_the_client_is_built(String name, String value) {
        VideoFailure failure = VendorTestHarness.failure(() ->
                run.closeAtEnd(run.builder().property("apixo." + name, value).build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure.message()).contains("apixo." + name, "Allowed: ");
    }

    @Test
    void every_model_is_documented() {
        assertThat(run.client().providers().get(0).models())
                .hasSize(2)
                .allSatisfy(model -> assertThat(model.availability()).isEqualTo(ModelSpec.Availability.DOCUMENTED));
    }
}
