package io.github.reel4j.provider.pixazo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.LoopbackServer;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of Pixazo, above all the undocumented path of animate orders. */
class PixazoSettingsTest {

    private static final String INFERRED = "/wan-2-2-animate-api-524/v1/wan-2-2-animate-api-request";

    private final VendorTestHarness run = new VendorTestHarness(PixazoSimulator.builder(), new PixazoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void a_404_of_animate_names_the_inferred_path_setting() {
        run.vendor().nextSubmit(Fault.http(404));
        VideoFailure failure = VendorTestHarness.failure(
                () -> run.client().submit(PixazoOrders.animate().build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.INCOMPATIBLE);
        assertThat(failure.message())
                .contains("404", "inferred", INFERRED, "pixazo.animate-submit-path", "PIXAZO_ANIMATE_SUBMIT_PATH");
        assertThat(run.vendor().ledger().orders()).isEmpty();
    }

    @Test
    void a_404_of_other_orders_does_not_name_it() {
        run.vendor().nextSubmit(Fault.http(404));
        assertThat(VendorTestHarness.failure(
                                () -> run.client().submit(PixazoOrders.text().build()))
                        .message())
                .doesNotContain("inferred");
    }

    @Test
    void the_model_table_marks_animate_as_inferred_and_nothing_else() {
        assertThat(run.client().providers().get(0).models())
                .filteredOn(model -> model.availability() == ModelSpec.Availability.INFERRED)
                .extracting(ModelSpec::operation)
                .containsExactly(Operation.ANIMATE);
    }

    @Test
    void an_animate_order_uses_path_and_names_of_the_settings() {
        Queue<ReceivedRequest> received = new ConcurrentLinkedQueue<>();
        try (LoopbackServer server = LoopbackServer.bind(0)) {
            server.serve((request, exchange) -> {
                received.add(request);
                exchange.send(ServerResponse.json(202, "{\"status\":\"IN_QUEUE\",\"request_id\":\"id-1\"}"));
            });
            VideoClient client = run.closeAtEnd(run.builder()
                    .property("pixazo.base-url", server.origin() + "/gateway/")
                    .property("pixazo.animate-submit-path", "/animate/v2/Order_1.x~y")
                    .property("pixazo.animate-image-field", "picture")
                    .property("pixazo.animate-video-field", "motion")
                    .build());
            assertThat(client.submit(PixazoOrders.animate().build()).ref().id()).isEqualTo("id-1");
        }
        ReceivedRequest got = received.remove();
        assertThat(got.target()).isEqualTo("/gateway/animate/v2/Order_1.x~y");
        assertThat(VendorTestHarness.json(got.body()))
                .isEqualTo(VendorTestHarness.json(
                        "{\"motion\":\"" + PixazoOrders.VIDEO + "\",\"picture\":\"" + PixazoOrders.IMAGE + "\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "animate-submit-path, animate",
        "animate-submit-path, /a?b=c",
        "animate-submit-path, /a/../../b",
        "animate-submit-path, //evil.example/a",
        "animate-submit-path, /a{b}",
        "animate-image-field, a b",
        "animate-video-field, a.b"
    })
    @Tag("fault-117")
    @Tag("fault-124")
    void an_invalid_setting_fails_when_the_client_is_built(String name, String value) {
        VideoFailure failure = VendorTestHarness.failure(() ->
                run.closeAtEnd(run.builder().property("pixazo." + name, value).build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure.message()).contains("pixazo." + name, " (from ", "Allowed: ", ". Nothing was sent.");
    }
}
