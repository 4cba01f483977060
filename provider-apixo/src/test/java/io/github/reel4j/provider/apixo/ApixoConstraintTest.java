package io.github.reel4j.provider.apixo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documented values are sent; other values are rejected before anything is sent. */
class ApixoConstraintTest {

    private static final String CALLBACK = "https://your-server.com/callback";

    private final VendorTestHarness run = new VendorTestHarness(ApixoSimulator.builder(), new ApixoProviderFactory());

    @AfterEach
    void close() {
        run.close();
    }

    /** Each constraint of the document: the field, a valid order, and an invalid one. */
    static Stream<Arguments> rules() {
        return Stream.of(
                rule(
                        "request_type: async",
                        "request_type",
                        option("request_type", "async"),
                        option("request_type", "sync")),
                rule("request_type: callback", "request_type", callback(CALLBACK), option("request_type", "webhook")),
                rule(
                        "callback_url: required when request_type is callback",
                        "callback_url",
                        callback(CALLBACK),
                        option("request_type", "callback")),
                rule("callback_url: an address", "callback_url", callback(CALLBACK), callback("your-server.com")),
                rule("provider: auto", "provider", option("provider", "auto"), option("provider", "cheapest")),
                rule("provider: value", "provider", option("provider", "value"), option("provider", "")),
                rule("provider: official", "provider", option("provider", "official"), option("provider", "apixo")),
                rule("mode: only standard", "mode", option("mode", "standard"), option("mode", "pro")),
                rule(
                        "type: animate or replace, by the operation alone",
                        "type",
                        ApixoOrders.of(Operation.REPLACE).build(),
                        option("type", "morph")),
                rule("image_urls: exactly one", "image", image("http://example.com/a.png"), image("")),
                rule(
                        "image_urls: not two",
                        "image",
                        image("https://example.com/a.png?b,c"),
                        image("https://example.com/a.png https://example.com/b.png")),
                rule("image_urls: an address", "image", image("https://example.com/a"), image("character.png")),
                rule("video_urls: exactly one", "video", video("https://example.com/a.mov"), video("")),
                rule(
                        "video_urls: an address",
                        "video",
                        video("http://example.com/a.m4v"),
                        video("ftp://example.com/a.mp4")),
                rule("prompt: not empty if provided", "prompt", prompt("."), prompt("")),
                rule("prompt: not blank", "prompt", prompt("走"), prompt(" \n")),
                rule("resolution: 480p", "resolution", resolution("480p"), resolution("580p")),
                rule("resolution: 720p", "resolution", resolution("720p"), resolution("1280*720")),
                rule("seed: an integer", "seed", option("seed", "42"), option("seed", "4.2")),
                rule(
                        "model: the one there is",
                        "model",
                        ApixoOrders.animate().model("wan-2-2-animate").build(),
                        ApixoOrders.animate().model("wan-2-5-animate").build()),
                rule(
                        "steps: no such parameter",
                        "num_inference_steps",
                        prompt("p"),
                        option("num_inference_steps", "20")));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void an_order_that_violates_a_constraint_is_never_sent(
            String field, GenerationRequest good, GenerationRequest bad) {
        assertRefused(bad, field);
        assertThat(run.vendor().ledger().requests()).isEmpty();
        assertThat(run.client().validate(good)).isEmpty();
        var unused = run.client().submit(good);
        assertThat(run.vendor().ledger().orders()).hasSize(1);
    }

    @Test
    void all_violations_of_an_order_are_reported() {
        GenerationRequest order = ApixoOrders.animate()
                .prompt("")
                .resolution(Resolution.P1080)
                .option("request_type", "callback")
                .build();
        VideoFailure failure = assertRefused(order, "prompt");
        assertThat(failure.violations())
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("prompt", "resolution", "callback_url");
        assertThat(new VideoException(failure))
                .hasMessageContaining("3 problems; nothing was sent, nothing was billed.")
                .hasMessageContaining("Offered: 480p, 720p.")
                .hasMessageContaining("apixo-animate, \"Callback URL, required when request_type=callback\"");
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    @Test
    void every_violation_names_its_document() {
        assertThat(rules().map(rule -> (GenerationRequest) rule.get()[2])
                        .flatMap(bad -> run.client().validate(bad).stream()))
                .isNotEmpty()
                .allSatisfy(violation ->
                        assertThat(violation.source().orElseThrow().document()).isEqualTo("apixo-animate"));
    }

    @Test
    void other_operations_are_not_supported() {
        VideoFailure failure = VendorTestHarness.failure(() -> run.client()
                .submit(TextToVideoRequest.builder().prompt("A kitten").build()));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(failure.message()).contains("apixo", "text-to-video", "animate, replace");
        assertThat(run.vendor().ledger().requests()).isEmpty();
    }

    @Test
    void undocumented_values_are_sent_if_allowed() {
        var order = ApixoOrders.animate()
                .resolution(Resolution.P1080)
                .option("mode", "pro")
                .allowUndocumentedValues(true)
                .build();
        var input = VendorTestHarness.json(
                        run.client().quotes(order).get(0).wire().orElseThrow().body())
                .get("input");
        assertThat(input.get("resolution").textValue()).isEqualTo("1080p");
        assertThat(input.get("mode").textValue()).isEqualTo("pro");
    }

    private VideoFailure assertRefused(GenerationRequest bad, String field) {
        assertThat(run.client().validate(bad)).extracting(Violation::field).contains(field);
        VideoFailure failure = VendorTestHarness.failure(() -> run.client().submit(bad));
        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(failure.violations()).extracting(Violation::field).contains(field);
        return failure;
    }

    private static Arguments rule(String name, String field, GenerationRequest good, GenerationRequest bad) {
        return argumentSet(name, field, good, bad);
    }

    private static GenerationRequest option(String name, String value) {
        return ApixoOrders.animate().option(name, value).build();
    }

    private static GenerationRequest callback(String address) {
        return ApixoOrders.animate()
                .option("request_type", "callback")
                .option("callback_url", address)
                .build();
    }

    private static GenerationRequest image(String address) {
        return ApixoOrders.animate().image(address).build();
    }

    private static GenerationRequest video(String address) {
        return ApixoOrders.animate().video(address).build();
    }

    private static GenerationRequest prompt(String prompt) {
        return ApixoOrders.animate().prompt(prompt).build();
    }

    private static GenerationRequest resolution(String resolution) {
        return ApixoOrders.animate().resolution(Resolution.of(resolution)).build();
    }
}
