package io.github.reel4j.provider.pixazo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.testkit.http.LoopbackServer;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.Reply;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.PixazoSimulator;
import io.github.reel4j.testkit.simulator.VendorRun;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixazo's own settings, above all those for what no document says: where an animate order goes. */
class PixazoSettingsTest {

    private static final String INFERRED = "/wan-2-2-animate-api-524/v1/wan-2-2-animate-api-request";

    private final VendorRun run = new VendorRun(PixazoSimulator.builder(), new PixazoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void an_animate_order_that_is_not_found_says_that_its_address_is_inferred_and_how_to_set_it() {
        run.vendor().nextSubmit(Fault.http(404));
        VideoFailure failure = VendorRun.failure(
                () -> run.client().submit(PixazoOrders.animate().build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.INCOMPATIBLE);
        assertThat(failure.message())
                .contains("404", "inferred", INFERRED, "pixazo.animate-submit-path", "PIXAZO_ANIMATE_SUBMIT_PATH");
        assertThat(run.vendor().ledger().orders()).isEmpty();
    }

    @Test
    void other_orders_that_are_not_found_say_nothing_of_that() {
        run.vendor().nextSubmit(Fault.http(404));
        assertThat(VendorRun.failure(
                                () -> run.client().submit(PixazoOrders.text().build()))
                        .message())
                .doesNotContain("inferred");
    }

    @Test
    void the_model_table_marks_animate_as_inferred_and_nothing_else() {
        assertThat(run.client().providers().get(0).models())
                .filteredOn(model -> model.standing() == ModelSpec.Standing.INFERRED)
                .extracting(ModelSpec::operation)
                .containsExactly(Operation.ANIMATE);
    }

    @Test
    void an_animate_order_goes_where_the_settings_say_under_the_names_they_say() {
        Queue<ReceivedRequest> received = new ConcurrentLinkedQueue<>();
        try (LoopbackServer server = LoopbackServer.bind(0)) {
            server.serve((request, exchange) -> {
                received.add(request);
                exchange.send(Reply.json(202, "{\"status\":\"IN_QUEUE\",\"request_id\":\"id-1\"}"));
            });
            VideoClient client = run.kept(run.builder()
                    .set("pixazo.base-url", server.origin() + "/gateway/")
                    .set("pixazo.animate-submit-path", "/animate/v2/Order_1.x~y")
                    .set("pixazo.animate-image-field", "picture")
                    .set("pixazo.animate-video-field", "motion")
                    .build());
            assertThat(client.submit(PixazoOrders.animate().build()).task().id())
                    .isEqualTo("id-1");
        }
        ReceivedRequest got = received.remove();
        assertThat(got.target()).isEqualTo("/gateway/animate/v2/Order_1.x~y");
        assertThat(VendorRun.json(got.body()))
                .isEqualTo(VendorRun.json(
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
        "animate-video-field, a.b",
        "base-url, http://gateway.pixazo.ai",
        "base-url, https://user:word@gateway.pixazo.ai",
        "base-url, https://gateway.pixazo.ai?key=1",
        "submit-timeout, soon",
        "poll-timeout, 0s"
    })
    @Tag("fault-117")
    @Tag("fault-124")
    void a_setting_that_cannot_be_used_is_refused_when_the_client_is_built(String name, String value) {
        VideoFailure failure = VendorRun.failure(
                () -> run.kept(run.builder().set("pixazo." + name, value).build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure.message()).contains("pixazo." + name, "Allowed: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"has a space", "has-a-line\nbreak", "schlüssel"})
    @Tag("fault-115")
    void a_key_that_cannot_be_sent_is_refused_without_being_shown(String key) {
        VideoFailure failure = VendorRun.failure(
                () -> run.kept(run.builder().set("pixazo.api-key", key).build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(new VideoException(failure).toString())
                .contains("pixazo.api-key")
                .doesNotContain(key);
    }

    @Test
    @Tag("fault-115")
    void a_missing_key_is_told_with_every_place_that_was_looked_at() {
        VideoFailure failure = VendorRun.failure(() -> run.kept(VideoClient.builder()
                .settings(new Settings(Map.of(), name -> null, name -> null))
                .build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.MISSING_CREDENTIALS);
        assertThat(failure.message())
                .contains("pixazo needs an API key", "builder", "-Dpixazo.api-key", "PIXAZO_API_KEY");
    }

    @Test
    void without_a_base_url_orders_would_go_to_the_documented_address() {
        VideoClient client = run.kept(VideoClient.builder()
                .settings(new Settings(Map.of("pixazo.api-key", VendorRun.KEY), name -> null, name -> null))
                .build());
        assertThat(client.preview(PixazoOrders.text().build())
                        .wire()
                        .orElseThrow()
                        .url())
                .hasToString("https://gateway.pixazo.ai/wan-video/v1/generateTextToVideoRequest");
    }
}
