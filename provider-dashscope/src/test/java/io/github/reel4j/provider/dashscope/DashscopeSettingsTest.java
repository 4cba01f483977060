package io.github.reel4j.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of DashScope: region, currency, workspace and the check of faces. */
class DashscopeSettingsTest {

    private final VendorTestHarness run =
            new VendorTestHarness(DashscopeSimulator.builder(), new DashscopeProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @ParameterizedTest
    @CsvSource({
        "region, virginia",
        "region, Beijing",
        "currency, EUR",
        "currency, cny",
        "face-check, yes",
        "workspace, 'a b'",
        "workspace, 'a\nX-Other: b'"
    })
    @Tag("fault-124")
    void an_invalid_setting_fails_when_the_client_is_built(String name, String value) {
        VideoFailure failure = VendorTestHarness.failure(() -> with(name, value));
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure.message()).contains("dashscope." + name, " (from ", "Allowed: ", ". Nothing was sent.");
    }

    @Test
    void a_workspace_is_sent_with_every_request() {
        VideoClient client = with("workspace", "ws-0123");
        var status = client.status(client.submit(DashscopeOrders.text().build()).ref());
        assertThat(status.id()).isEqualTo("succeeded");
        assertThat(run.vendor().ledger().requests())
                .hasSize(2)
                .allSatisfy(request ->
                        assertThat(request.header("x-dashscope-workspace")).contains("ws-0123"));
    }

    @Test
    void only_the_model_with_an_undocumented_default_is_inferred() {
        assertThat(run.client().providers().get(0).models())
                .filteredOn(model -> model.availability() != ModelSpec.Availability.DOCUMENTED)
                .extracting(ModelSpec::id)
                .containsExactly("wan2.2-kf2v-flash");
    }

    @Test
    void without_the_setting_no_face_is_checked() {
        var unused = run.client().submit(DashscopeOrders.speech().build());
        assertThat(run.vendor().ledger().requests()).hasSize(1);
    }

    @Test
    void a_picture_is_checked_before_its_order() {
        var unused = with("face-check", "true").submit(DashscopeOrders.speech().build());
        List<ReceivedRequest> requests = run.vendor().ledger().requests();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).path()).isEqualTo("/api/v1/services/aigc/image2video/face-detect");
        assertThat(requests.get(0).header("x-dashscope-async")).isEmpty();
        assertThat(VendorTestHarness.json(requests.get(0).body())).isEqualTo(VendorTestHarness.json("""
                {"model": "wan2.2-s2v-detect", "input": {"image_url": "https://example.com/person.png"}}"""));
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    @Test
    void a_picture_that_does_not_pass_is_not_ordered() {
        VideoFailure failure = VendorTestHarness.failure(
                () -> with("face-check", "true").submit(withPicture("https://example.com/no-face.png")));
        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(failure.vendorCode()).contains("InvalidImage.NoHumanFace");
        assertThat(failure.message())
                .contains(
                        "No human face detected.",
                        "No video was ordered. If the vendor made the check, it bills 0.004 CNY");
        assertThat(run.vendor().ledger().orders()).isEmpty();
        assertThat(run.vendor().ledger().submits()).isEmpty();
    }

    @Test
    void a_preview_shows_the_order_and_checks_nothing() {
        var quote = with("face-check", "true")
                .quotes(DashscopeOrders.speech().build())
                .get(0);
        assertThat(quote.wire().orElseThrow().url().toString()).endsWith("/image2video/video-synthesis");
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    private static GenerationRequest withPicture(String url) {
        return DashscopeOrders.speech().image(url).build();
    }

    private VideoClient with(String name, String value) {
        return run.closeAtEnd(run.builder().property("dashscope." + name, value).build());
    }
}
