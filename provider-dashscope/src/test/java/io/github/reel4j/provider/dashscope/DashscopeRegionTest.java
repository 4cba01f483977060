package io.github.reel4j.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each region has its own base URL and model names. */
class DashscopeRegionTest {

    private final VendorTestHarness run =
            new VendorTestHarness(DashscopeSimulator.singapore(), new DashscopeProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @ParameterizedTest
    @CsvSource({
        "beijing, https://dashscope.aliyuncs.com/api/v1",
        "singapore, https://dashscope-intl.aliyuncs.com/api/v1"
    })
    void a_region_has_its_base_url(String region, String url) {
        assertThat(orderedAt(Map.of("DASHSCOPE_REGION", region))).startsWith(url + "/services/aigc/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dashscope-us.aliyuncs.com/api/v1",
                "https://ws-1.ap-southeast-1.maas.aliyuncs.com/api/v1"
            })
    void a_base_url_replaces_that_of_the_region(String url) {
        assertThat(orderedAt(Map.of("DASHSCOPE_REGION", "singapore", "DASHSCOPE_BASE_URL", url)))
                .startsWith(url + "/services/aigc/");
    }

    @Test
    void the_older_models_have_other_names_in_singapore() {
        assertThat(singapore().providers().get(0).models())
                .extracting(ModelSpec::id)
                .contains("wan2.1-t2v-turbo", "wan2.1-t2v-plus", "wan2.1-i2v-plus", "wan2.1-i2v-turbo")
                .noneMatch(id -> id.startsWith("wanx"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wan2.1-t2v-turbo", "wan2.1-t2v-plus", "wan2.2-t2v-plus", "wan2.5-t2v-preview"})
    void singapore_accepts_its_names(String model) {
        var unused = singapore().submit(DashscopeOrders.text().model(model).build());
        assertThat(run.vendor().ledger().orders()).hasSize(1);
        assertThat(run.vendor().ledger().orders().get(0).price()).isEmpty();
    }

    @Test
    void speech_to_video_is_only_in_beijing() {
        VideoFailure failure = VendorTestHarness.failure(
                () -> singapore().submit(DashscopeOrders.speech().build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SPEECH_TO_VIDEO"})
    void singapore_offers_every_other_operation(Operation operation) {
        var unused = singapore().submit(DashscopeOrders.of(operation));
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    @Test
    void a_name_of_the_other_region_is_rejected_by_the_vendor() {
        VideoClient beijing = run.closeAtEnd(run.builder().build());
        VideoFailure failure = VendorTestHarness.failure(() ->
                beijing.submit(DashscopeOrders.text().model("wanx2.1-t2v-plus").build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.INCOMPATIBLE);
        assertThat(failure.vendorCode()).contains("ModelNotFound");
        assertThat(run.vendor().ledger().orders()).isEmpty();
    }

    private VideoClient singapore() {
        return run.closeAtEnd(
                run.builder().property("dashscope.region", "singapore").build());
    }

    private String orderedAt(Map<String, String> environment) {
        VideoClient client = run.closeAtEnd(VideoClient.builder()
                .settings(new Settings(Map.of(), name -> null, environment::get))
                .providers(new DashscopeProviderFactory())
                .readOnly()
                .build());
        return client.quotes(DashscopeOrders.text().build())
                .get(0)
                .wire()
                .orElseThrow()
                .url()
                .toString();
    }
}
